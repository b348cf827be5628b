// credentials.json in the data folder: the first account's SID and auth token, readable by the owner only.
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isSid } from '../../domain/index.ts';
import type { Credentials } from '../options.ts';

export const CREDENTIALS_FILE = 'credentials.json';

export async function readCredentials(dataFolder: string): Promise<Credentials | undefined> {
  const path = join(dataFolder, CREDENTIALS_FILE);
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
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return (await readCredentials(dataFolder)) ?? credentials;
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
