// What cannot be beaten: pages in which the whole release stands when they are built. They have no loader and no
// registry; nobody can release a plugin without building the page anew.
import type { Contender, Files, WorkPlugin } from '../contender.ts';
import { pageHtml } from '../page.ts';
import { bundlePath, hashedPath, page, script } from '../site-files.ts';

export const boundOneFile: Contender = {
  name: 'bound: one file',
  packages: [],
  build: async (work, { cdn }, recorder) => {
    const all = work.map(startedBundle).join('');
    const path = hashedPath('all', all);
    const head = `<script async src="${cdn}${path}"></script>`;
    return {
      desktop: { '/': page(pageHtml({ recorder, head })) },
      registry: {},
      cdn: { [path]: script(all) },
    };
  },
};

/** Deferred scripts are requested at once, and run in the order of the page, each as soon as it is its turn. */
export const boundManyFiles: Contender = {
  name: 'bound: many files',
  packages: [],
  build: async (work, { cdn }, recorder) => {
    const files: Record<string, Files[string]> = {};
    for (const plugin of work) files[bundlePath(plugin)] = script(startedBundle(plugin));
    const tags = Object.keys(files).map((path) => `<script defer src="${cdn}${path}"></script>`);
    return {
      desktop: { '/': page(pageHtml({ recorder, head: tags.join('\n') })) },
      registry: {},
      cdn: files,
    };
  },
};

function startedBundle({ name, code }: WorkPlugin): string {
  const id = JSON.stringify(name);
  return `(function(){\n${code}\n})();\nbench.evaluated(${id});\nbench.init(${id});\n`;
}
