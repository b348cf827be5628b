// credentials.json in the data folder: the first account's SID and auth token, readable by the owner only.
import { chmod, open, readFile, rename } from 'node:fs/promises';
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

/** Written whole or not at all, and on the disk before it is used. */
export async function writeCredentials(
  dataFolder: string,
  credentials: Credentials,
): Promise<void> {
  const path = join(dataFolder, CREDENTIALS_FILE);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // The mode of open() counts only for files that did not exist.
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
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
