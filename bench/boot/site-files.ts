// How the files of a site are cached: what has its content in its name lasts, everything else is asked for anew.
import { createHash } from 'node:crypto';
import type { SiteFile, WorkPlugin } from './contender.ts';

export function page(body: string): SiteFile {
  return { body, type: 'text/html', cache: 'revalidate' };
}

/** What the registry says is live. */
export function list(content: unknown): SiteFile {
  return { body: JSON.stringify(content), type: 'application/json', cache: 'revalidate' };
}

export function script(body: string): SiteFile {
  return { body, type: 'text/javascript', cache: 'immutable' };
}

/** A path that changes with the content, as bundlers make it. */
export function hashedPath(name: string, body: string): string {
  return `/${name}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.js`;
}

export function bundlePath({ name, version }: WorkPlugin): string {
  return `/${name}/${version}/bundle.js`;
}
