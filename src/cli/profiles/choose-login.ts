// Which registry a command talks to and as whom: the environment where it says so, else a profile.
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import type { Terminal } from '../terminal.ts';
import { type Profile, profilePath, readProfiles } from './profile-file.ts';

export type Login = Profile & {
  /** For people: `environment` or `profile name`. */
  readonly source: string;
};

export async function chooseLogin(
  { profile: named }: { readonly profile?: string },
  env: Terminal['env'],
): Promise<Login> {
  const fromEnvironment = readEnvironment(env);
  if (fromEnvironment) return { ...fromEnvironment, source: 'environment' };
  const { current, profiles } = await readProfiles(profilePath(env));
  const name = named ?? env['PLUGBOARD_PROFILE'] ?? current;
  if (name === undefined) {
    throw notLoggedIn(
      'No registry is known here.',
      'Run `plugboard login`, or set PLUGBOARD_URL and credentials.',
    );
  }
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!profile) {
    throw notLoggedIn(`There is no profile ${name}.`, '`plugboard profiles` lists them.');
  }
  const source = `profile ${name}`;
  return { ...profile, url: readApiOrigin(profile.url, source), source };
}

/** All of it or nothing: an address from here with credentials from there would send a secret to a stranger. */
function readEnvironment(env: Terminal['env']): Profile | undefined {
  const url = env['PLUGBOARD_URL'];
  const user = env['PLUGBOARD_API_KEY'] || env['PLUGBOARD_ACCOUNT_SID'];
  const secret = env['PLUGBOARD_API_KEY']
    ? env['PLUGBOARD_API_SECRET']
    : env['PLUGBOARD_AUTH_TOKEN'];
  if (!url) return undefined;
  if (!user || !secret) {
    throw notLoggedIn(
      'PLUGBOARD_URL is set, but no whole credentials are.',
      'Set PLUGBOARD_API_KEY and PLUGBOARD_API_SECRET, or PLUGBOARD_ACCOUNT_SID and PLUGBOARD_AUTH_TOKEN.',
    );
  }
  return { url: readApiOrigin(url, 'PLUGBOARD_URL'), user, secret };
}

/** `where` says where the address stands. Throws `url-invalid` for more than an origin: the rest would be lost. */
export function readApiOrigin(address: string, where: string): string {
  if (!isWebAddress(address)) throw urlInvalid(`${where} is no http or https address`);
  const { origin, href } = new URL(address);
  if (href === `${origin}/`) return origin;
  throw urlInvalid(`${where} has more in it than scheme, host and port`);
}

export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function urlInvalid(problem: string): CliError {
  return new CliError({
    code: 'url-invalid',
    message: `The address of ${problem}.`,
    advice: 'It looks like https://plugins.example.com, without a path.',
    exit: EXIT.usage,
  });
}

function notLoggedIn(message: string, advice: string): CliError {
  return new CliError({ code: 'not-logged-in', message, advice, exit: EXIT.authentication });
}
