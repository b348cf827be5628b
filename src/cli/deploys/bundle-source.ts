// Where the bytes of a deploy come from: files that are uploaded to the registry, or an address that serves them already.
import {
  createPluginVersion,
  type NewPluginVersion,
  type PluginsApi,
  uploadPluginVersion,
} from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import type { Context } from '../context.ts';
import { usageError } from '../failures/usage-error.ts';
import { isWebAddress } from '../profiles/choose-login.ts';
import { inspectBundle, integrityOf, refuseOtherBytes } from './inspect-bundle.ts';
import { readBundle } from './read-bundle.ts';

/** A version without what its bytes say. */
export type Declared = Omit<NewPluginVersion, 'pluginUrl' | 'integrity'>;

export type SourceFlags = {
  readonly url?: string;
  readonly bundle?: string;
  readonly entry?: string;
  readonly check: boolean;
};

export type BundleSource = {
  /** Absent where the bytes were not looked at. */
  readonly integrity?: string;
  readonly size?: number;
  /** Absent where the registry chooses it. */
  readonly url?: string;
  /** What is uploaded: the path that a browser runs, and the integrity of each file by its path. */
  readonly upload?: { readonly entry: string; readonly files: ReadonlyMap<string, string> };
  publish(pluginSid: string, declared: Declared): Promise<PluginVersionResource>;
};

type Wanted = SourceFlags & { readonly folder: string; readonly name: string };

export function openSource(
  context: Context,
  api: PluginsApi,
  wanted: Wanted,
): Promise<BundleSource> {
  return wanted.url === undefined
    ? openUpload(context, api, wanted)
    : openAddress(context, api, wanted.url, wanted);
}

async function openAddress(
  { note, terminal }: Context,
  api: PluginsApi,
  url: string,
  { check, bundle: file }: Wanted,
): Promise<BundleSource> {
  if (!isWebAddress(url)) {
    throw usageError(
      `${url} is no web address.`,
      'Give --url https://cdn.example.com/plugin/1.0.0/bundle.js.',
    );
  }
  const publish = (integrity: string | undefined) => (pluginSid: string, declared: Declared) =>
    createPluginVersion(api, pluginSid, {
      ...declared,
      pluginUrl: url,
      ...(integrity !== undefined && { integrity }),
    });
  if (!check) return { url, publish: publish(undefined) };
  note(`Looking at ${url}`);
  const inspected = await inspectBundle(api.fetch, url);
  if (file !== undefined) await refuseOtherBytes(inspected, { url, file, cwd: terminal.cwd });
  return { url, ...inspected, publish: publish(inspected.integrity) };
}

async function openUpload(
  { note, terminal }: Context,
  api: PluginsApi,
  { folder, name, bundle, entry: wantedEntry }: Wanted,
): Promise<BundleSource> {
  const { files, entry } = await readBundle({
    cwd: terminal.cwd,
    folder,
    name,
    bundle,
    entry: wantedEntry,
  });
  const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  return {
    integrity: integrityOf(entry.bytes),
    size,
    upload: {
      entry: entry.path,
      files: new Map(files.map(({ path, bytes }) => [path, integrityOf(bytes)])),
    },
    publish: (pluginSid, declared) => {
      note(`Uploading ${files.length === 1 ? '1 file' : `${files.length} files`}, ${size} bytes`);
      return uploadPluginVersion({ ...api, timeoutMs: UPLOAD_TIMEOUT_MS }, pluginSid, {
        ...declared,
        files: files.map(({ path, bytes }) => ({ path, content: new Blob([bytes]) })),
        entry: entry.path,
      });
    },
  };
}

const UPLOAD_TIMEOUT_MS = 10 * 60_000;
