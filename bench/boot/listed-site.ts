// The site of a contender with a script of its own on the page, one list, and a file for each plugin.
import type { Files, Origins, Site, Work, WorkPlugin } from './contender.ts';
import { pageHtml, preconnect } from './page.ts';
import { pageScript } from './page-script.ts';
import { bundlePath, hashedPath, list, page, script } from './site-files.ts';

export type ListedSite = {
  /** The file in in-page/ that runs the page. */
  readonly host: 'flex-model' | 'native-modules' | 'systemjs';
  readonly bundleOf: (plugin: WorkPlugin) => string;
  /** How the host asks for bundles. */
  readonly mode: 'anonymous' | 'credentials';
  /** Whether the list stands behind the page's own host; else it is preloaded from the registry's. */
  readonly isBehindPage?: boolean;
};

const LIST_PATH = '/plugins';

export async function listedSite(
  { host, bundleOf, mode, isBehindPage = false }: ListedSite,
  work: Work,
  origins: Origins,
  recorder: string,
): Promise<Site> {
  const cdn: Record<string, Files[string]> = {};
  for (const plugin of work) cdn[bundlePath(plugin)] = script(bundleOf(plugin));
  const entries = work.map((plugin) => ({
    name: plugin.name,
    version: plugin.version,
    src: origins.cdn + bundlePath(plugin),
    dependencies: plugin.dependencies,
  }));
  const hostCode = await pageScript(host);
  const hostPath = hashedPath(host, hostCode);
  const listUrl = (isBehindPage ? '' : origins.registry) + LIST_PATH;
  const ahead = `<link rel="preload" as="fetch" crossorigin href="${listUrl}">`;
  const html = pageHtml({
    recorder,
    head: `${preconnect([origins.cdn], mode)}
${isBehindPage ? '' : ahead}
<script defer src="${hostPath}" data-list="${listUrl}"></script>`,
  });
  const listFile = { [LIST_PATH]: list(entries) };
  return {
    desktop: { '/': page(html), [hostPath]: script(hostCode), ...(isBehindPage && listFile) },
    registry: isBehindPage ? {} : listFile,
    cdn,
    ...(isBehindPage && { proxiedPaths: [LIST_PATH] }),
  };
}
