// credentials.json in the data folder: the first account's SID and auth token, readable by the owner only.
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isSid } from '../../domain/index.ts';
import { syncFolder } from '../bundles/sync-folder.ts';
import type { Credentials } from '../options.ts';

export const CREDENTIALS_FILE = 'credentials.json';

/** The credentials that hold as soon as the database has them: a new token is in both, or in none, after any crash. */
export const NEXT_CREDENTIALS_FILE = 'credentials.next.json';

export async function readCredentials(
  dataFolder: string,
  name = CREDENTIALS_FILE,
): Promise<Credentials | undefined> {
  const path = join(dataFolder, name);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const credentials = parseCredentials(text);
  if (!credentials) throw new Error(`${path} does not hold an accountSid and an authToken`);
  return credentials;
}

/**
 * Written whole or not at all, and on the disk before it is used. Of two starts at once the first one wins:
 * resolves to the credentials that are in the file afterwards.
 */
export async function writeCredentials(
  dataFolder: string,
  credentials: Credentials,
): Promise<Credentials> {
  const path = join(dataFolder, CREDENTIALS_FILE);
  const draft = `${path}.${process.pid}`;
  await writeSynced(draft, credentials);
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  // The name is on the disk before the account is in the database.
  await syncFolder(dataFolder);
  return (await readCredentials(dataFolder)) ?? credentials;
}

export async function writeNextCredentials(
  dataFolder: string,
  credentials: Credentials,
): Promise<void> {
  await writeSynced(join(dataFolder, NEXT_CREDENTIALS_FILE), credentials);
  await syncFolder(dataFolder);
}

/** After the database has them. */
export async function takeNextCredentials(dataFolder: string): Promise<void> {
  await rename(join(dataFolder, NEXT_CREDENTIALS_FILE), join(dataFolder, CREDENTIALS_FILE));
  await syncFolder(dataFolder);
}

async function writeSynced(path: string, credentials: Credentials): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseCredentials(text: string): Credentials | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { accountSid, authToken } = (parsed ?? {}) as Record<string, unknown>;
  if (!isSid('account', accountSid) || typeof authToken !== 'string' || authToken === '') {
    return undefined;
  }
  return { accountSid, authToken };
}
