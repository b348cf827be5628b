// The only thing this command keeps on a machine: addresses and credentials, in one file that only its owner can read.
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import type { Terminal } from '../terminal.ts';

export type Profile = {
  readonly url: string;
  /** Account SID or API key SID. */
  readonly user: string;
  /** Auth token or API key secret. */
  readonly secret: string;
};

export type ProfileFile = {
  readonly current?: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
};

export function profilePath(env: Terminal['env']): string {
  const { PLUGBOARD_CONFIG: chosen, XDG_CONFIG_HOME: xdg, APPDATA: appData } = env;
  if (chosen) return chosen;
  const folder = xdg || (process.platform === 'win32' && appData) || join(homedir(), '.config');
  return join(folder, 'plugboard', 'credentials.json');
}

export async function readProfiles(path: string): Promise<ProfileFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { profiles: {} };
    throw error;
  }
  const file = parseProfiles(text);
  if (file) return file;
  throw new CliError({
    code: 'profiles-unreadable',
    message: `${path} does not hold profiles.`,
    advice: 'Delete it and log in again, or set PLUGBOARD_URL and credentials instead.',
    exit: EXIT.authentication,
  });
}

/** Written whole or not at all. */
export async function writeProfiles(path: string, file: ProfileFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const written = await open(`${path}.new`, 'w', 0o600);
  try {
    // The mode of open() counts only for files that did not exist.
    await chmod(`${path}.new`, 0o600);
    await written.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(`${path}.new`, path);
}

function parseProfiles(text: string): ProfileFile | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { current, profiles } = (parsed ?? {}) as Record<string, unknown>;
  if (typeof profiles !== 'object' || profiles === null) return undefined;
  if (!Object.values(profiles).every(isProfile)) return undefined;
  return {
    profiles: profiles as Record<string, Profile>,
    ...(typeof current === 'string' && { current }),
  };
}

function isProfile(value: unknown): value is Profile {
  const { url, user, secret } = (value ?? {}) as Record<string, unknown>;
  return [url, user, secret].every((text) => typeof text === 'string' && text !== '');
}
