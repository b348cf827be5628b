// The frame that the sites of all peers share: a page, its script, one list from the registry, bundles from the CDN.
import { createHash } from 'node:crypto';
import type { Files, Origins, Site, SiteFile, WorkPlugin } from '../../contender.ts';
import { bundleHost, type HostName } from './bundle-host.ts';

export type PeerParts = {
  readonly host: HostName;
  /** What names the live release. */
  readonly list: { readonly path: string; readonly type: string; readonly content: unknown };
  readonly bundles: Files;
  /** Whether the peer asks for bundles with CORS; a connection opened ahead is of use for one kind only. */
  readonly corsBundles: boolean;
  readonly origins: Origins;
  readonly recorder: string;
};

/**
 * Every peer gets what a page can do before it knows the release, documented by the peer or not:
 * its script in the head, the list requested in parallel with that script, the CDN's handshake done ahead.
 */
export async function peerSite(parts: PeerParts): Promise<Site> {
  const { host, list, bundles } = parts;
  const { body } = await bundleHost(host);
  const scriptPath = `/${host}.${createHash('sha256').update(body).digest('hex').slice(0, 8)}.js`;
  return {
    desktop: {
      '/': { body: pageHtml(parts, scriptPath), type: 'text/html', cache: 'revalidate' },
      [scriptPath]: immutableScript(body),
    },
    registry: {
      [list.path]: { body: JSON.stringify(list.content), type: list.type, cache: 'revalidate' },
    },
    cdn: bundles,
  };
}

// A deferred script runs after the parser: SystemJS takes one that registers earlier for a tag of the page.
function pageHtml({ list, corsBundles, origins, recorder }: PeerParts, scriptPath: string): string {
  const listUrl = origins.registry + list.path;
  return `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><script>${recorder}</script>
<link rel="preconnect" href="${origins.cdn}"${corsBundles ? ' crossorigin' : ''}>
<link rel="preload" as="fetch" crossorigin href="${listUrl}">
<script defer src="${scriptPath}" data-list="${listUrl}"></script></head><body></body></html>`;
}

export const immutableScript = (body: string): SiteFile => ({
  body,
  type: 'text/javascript',
  cache: 'immutable',
});

/** Folder of a plugin on the CDN. The host's name keeps the caches of two contenders apart. */
export const folderOf = (host: HostName, { name, version }: WorkPlugin): string =>
  `/${host}/${name}/${version}/`;

/** What every peer's bundle runs when it is evaluated, to be put where that peer's format has its statements. */
export const statementsOf = ({ name, code }: WorkPlugin): string =>
  `(()=>{${code}\n})();bench.evaluated(${JSON.stringify(name)});`;

export const initOf = ({ name }: WorkPlugin): string => `bench.init(${JSON.stringify(name)})`;
