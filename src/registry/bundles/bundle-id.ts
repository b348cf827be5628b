// The identity of a bundle: a hash over everything that it is, so that its address can be cached for ever.
import { createHash } from 'node:crypto';
import { badRequest } from '../http/api-error.ts';
import { isSourceMap } from './media-type.ts';

export type BundleContent = {
  /** A private bundle is not the public one with the same bytes: other people may read it. */
  readonly private: boolean;
  readonly entry: string;
  readonly files: readonly { readonly name: string; readonly digest: string }[];
  /** The plugin that the adapter beside the files names; undefined where there is no adapter. */
  readonly adapterFor?: string | undefined;
};

export function bundleId({ private: isPrivate, entry, files, adapterFor }: BundleContent): string {
  const listing = files.map(({ name, digest }) => [name, digest]);
  listing.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const adapter = adapterFor === undefined ? [] : [{ format: 'system', plugin: adapterFor }];
  const content = JSON.stringify([isPrivate, entry, listing, ...adapter]);
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-384 in hexadecimal, as browsers check it. */
export function integrityOf(digest: string): string {
  return `sha384-${Buffer.from(digest, 'hex').toString('base64')}`;
}

/** The file that a browser runs: the one that was named, else `bundle.js`, else the only script at the top. */
export function chooseEntry(names: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (names.includes(wanted) && !isSourceMap(wanted)) return wanted;
    throw badRequest('entry-missing', `The upload has no file ${wanted}`, { parameter: 'Entry' });
  }
  if (names.includes('bundle.js')) return 'bundle.js';
  const scripts = names.filter((name) => /^[^/]+\.js$/.test(name));
  if (scripts.length === 1 && scripts[0] !== undefined) return scripts[0];
  throw badRequest('entry-missing', 'Name the file that a browser runs by the parameter Entry', {
    parameter: 'Entry',
  });
}
