// A registry whose bytes go into a given storage: for storages that are slow, full or broken at a moment of our choice.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '../../../src/registry/bundles/blob-store.ts';
import { createFolderStore } from '../../../src/registry/bundles/folder-store.ts';
import { openHosting } from '../../../src/registry/bundles/hosting.ts';
import {
  createAccount,
  createApp,
  DEFAULT_SETTINGS,
  openDatabase,
  type RegistrySettings,
} from '../../../src/registry/index.ts';
import { TestAccount } from '../support/test-account.ts';

export type RegistryOverStore = {
  readonly account: TestAccount;
  /** Holds the storage that was given and the place where uploads wait. */
  readonly folder: string;
  stop(): Promise<void>;
};

/** `wrap` is given the real storage in a folder. */
export async function startRegistryOverStore(
  wrap: (store: BlobStore) => BlobStore,
  more: Partial<RegistrySettings> = {},
): Promise<RegistryOverStore> {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-store-'));
  const settings = { ...DEFAULT_SETTINGS, ...more };
  const now = () => new Date();
  const database = await openDatabase({ dataFolder: folder });
  const { staging } = await openHosting(folder, settings, now);
  const blobs = join(folder, 'bundles', 'blobs');
  await mkdir(blobs, { recursive: true });
  const context = {
    database,
    settings,
    hosting: { staging, store: wrap(createFolderStore(blobs)) },
    now,
    randomBytes: (size: number) => randomBytes(size),
  };
  const credentials = await createAccount(context, { friendlyName: 'Test' });
  if (!credentials) throw new Error('the account exists already');
  const app = await createApp(context);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    account: new TestAccount(`http://127.0.0.1:${port}`, credentials),
    folder: join(folder, 'bundles'),
    stop: async () => {
      await app.close();
      await staging.close();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
