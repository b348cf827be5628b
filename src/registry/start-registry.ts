// Starts a registry: open the database, make sure of its first account, listen.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { ensureFirstAccount } from './accounts/ensure-first-account.ts';
import { createApp } from './app.ts';
import { openHosting } from './bundles/hosting.ts';
import type { Context } from './context.ts';
import { type DataFolderLock, lockDataFolder } from './database/data-folder-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { createReleaseNotices } from './manifest/release-notices.ts';
import { type Credentials, type RegistryOptions, settingsFrom } from './options.ts';

export type RunningRegistry = {
  /** Origin without a trailing slash. */
  url: string;
  /** The first account and its auth token. */
  credentials: Credentials;
  /** Whether this start made the account. */
  isNew: boolean;
  /** Lets running requests finish, then closes the database. */
  close: () => Promise<void>;
};

/**
 * Starts a registry and resolves when it answers. Rejects when the folder cannot be used, another registry works with
 * its embedded database, the port is taken, the database has a newer schema, or the credentials do not fit it.
 */
export async function startRegistry(options: RegistryOptions): Promise<RunningRegistry> {
  const { dataFolder, databaseUrl } = options;
  // Nobody else on the machine has business in here.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  // Before the database: a newer version would change the schema below the one that runs.
  const lock = databaseUrl === undefined ? await lockDataFolder(dataFolder) : undefined;
  try {
    return await startLocked(options, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function startLocked(
  options: RegistryOptions,
  lock: DataFolderLock | undefined,
): Promise<RunningRegistry> {
  const { dataFolder, port = 0, host = '127.0.0.1' } = options;
  const database = await openDatabase(options);
  const releaseNotices =
    options.databaseUrl === undefined ? undefined : createReleaseNotices(options.databaseUrl);
  try {
    const settings = settingsFrom(options);
    const now = () => new Date();
    const hosting = await openHosting(dataFolder, settings, now);
    const context: Context = {
      database,
      settings,
      hosting,
      ...(releaseNotices && { releaseNotices }),
      ...(options.logStream && { logStream: options.logStream }),
      now,
      randomBytes: (size) => randomBytes(size),
    };
    const { credentials, isNew } = await ensureFirstAccount(context, options);
    const app = await createApp(context);
    await app.listen({ port, host });
    return {
      url: addressOf(app.server.address() as AddressInfo),
      credentials,
      isNew,
      close: async () => {
        const impatience = setTimeout(() => app.server.closeAllConnections(), CLOSE_DEADLINE_MS);
        await app.close();
        clearTimeout(impatience);
        await releaseNotices?.stop();
        await hosting.staging.close();
        await database.destroy();
        lock?.release();
      },
    };
  } catch (error) {
    await releaseNotices?.stop();
    await database.destroy();
    throw error;
  }
}

/** Clients that are still reading or writing after this are cut off. */
const CLOSE_DEADLINE_MS = 8_000;

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
