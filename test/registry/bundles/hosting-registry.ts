// A registry with its data folder, as it is started in earnest, and calls that upload and read bundles.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type RegistryOptions,
  type RunningRegistry,
  startRegistry,
} from '../../../src/registry/index.ts';
import { type Answer, TestAccount } from '../support/test-account.ts';

export type UploadFile = readonly [path: string, content: string | Uint8Array];

export type HostingRegistry = {
  readonly dataFolder: string;
  readonly account: TestAccount;
  readonly registry: RunningRegistry;
  upload(
    plugin: string,
    version: string,
    files: readonly UploadFile[],
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Relative paths of everything below the folder of bundles. */
  filesOnDisk(): Promise<string[]>;
  stop(): Promise<void>;
};

export async function startHostingRegistry(
  options: Partial<RegistryOptions> = {},
): Promise<HostingRegistry> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'plugboard-hosting-')));
  const registry = await startRegistry({ ...options, dataFolder });
  const account = new TestAccount(registry.url, registry.credentials);
  return {
    dataFolder,
    account,
    registry,
    upload: (plugin, version, files, fields = {}, headers = {}) =>
      upload(account, plugin, files, { Version: version, ...fields }, headers),
    filesOnDisk: () => filesBelow(join(dataFolder, 'bundles')),
    stop: async () => {
      await registry.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function upload(
  account: TestAccount,
  plugin: string,
  files: readonly UploadFile[],
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  await account.post('Plugins', { UniqueName: plugin });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [path, content] of files) form.append('File', new Blob([content as BlobPart]), path);
  const response = await fetch(
    `${account.url}/v1/PluginService/Plugins/${plugin}/Versions/Upload`,
    {
      method: 'POST',
      body: form,
      headers: { ...headers, authorization: account.authorization },
      signal: AbortSignal.timeout(60_000),
    },
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export function integrityOf(content: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** Folders that go away while they are looked at have no files. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await entriesOf(folder)) {
    if (entry.isFile()) found.push(entry.name);
    if (!entry.isDirectory()) continue;
    for (const path of await filesBelow(join(folder, entry.name))) {
      found.push(join(entry.name, path));
    }
  }
  return found.sort();
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
