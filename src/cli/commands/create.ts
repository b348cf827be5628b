// `plugboard create`: a new plugin that builds and passes its test at once.
import { relative, resolve } from 'node:path';
import { looksLikeSid, UNIQUE_NAME } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { readTemplate } from '../create/read-template.ts';
import { writePlugin } from '../create/write-plugin.ts';
import { requireLinkable } from '../dev/desktop-link.ts';
import { usageError } from '../failures/usage-error.ts';
import type { Shape } from '../shape.ts';

export type CreateFlags = { readonly folder?: string };

export const CREATED_SHAPE: Shape = { plugin: 'text', folder: 'text', files: ['text'] };

export const create: RunCommand<CreateFlags> = async (
  { terminal: { cwd }, paint },
  { args: [name = ''], flags },
) => {
  requireName(name);
  const folder = resolve(cwd, flags.folder ?? name);
  const files = await readTemplate(name, folder);
  await writePlugin(folder, files);
  const shown = relative(cwd, folder) || '.';
  return {
    json: { plugin: name, folder, files: files.map(({ path }) => path).sort() },
    text: () =>
      [
        `${paint.good('Created')} ${paint.strong(name)} in ${shown}`,
        '',
        `  cd ${shown}`,
        '  npm install',
        '  npm test          its test passes already',
        '  npm run dev       serves it to your desktop, and again on every change',
        '  npm run build     then `npx plugboard deploy`',
      ].join('\n'),
  };
};

/** Everything that takes the name later has to accept it: the registry, a link, and a class in the source. */
function requireName(name: string): void {
  if (!UNIQUE_NAME.test(name)) {
    throw usageError(
      `${name} cannot be the name of a plugin.`,
      'A name has letters, digits, _ and - only, at most 200 of them.',
    );
  }
  if (looksLikeSid(name)) {
    throw usageError(`${name} looks like a SID.`, 'Choose a name that people can read.');
  }
  requireLinkable({ plugin: name, port: 3000 });
}
