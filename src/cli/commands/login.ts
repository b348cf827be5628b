// `plugboard login`: tries credentials and keeps them in a file that only their owner can read.
import { fetchActiveRelease } from '../../client/index.ts';
import { isSid } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { connectAs } from '../connect.ts';
import { usageError } from '../failures/usage-error.ts';
import { shellWord } from '../output/shell-word.ts';
import { readApiOrigin } from '../profiles/choose-login.ts';
import {
  type Profile,
  type ProfileFile,
  profilePath,
  readProfiles,
  writeProfiles,
} from '../profiles/profile-file.ts';
import type { Result } from '../result.ts';
import type { Shape } from '../shape.ts';
import type { Terminal } from '../terminal.ts';

export type LoginFlags = {
  readonly url?: string;
  readonly user?: string;
  readonly secretStdin?: boolean;
  readonly profile?: string;
};

export const LOGIN_SHAPE: Shape = {
  profile: 'text',
  url: 'text',
  user: 'text',
  file: 'text',
  'undo?': 'text',
};

export const login: RunCommand<LoginFlags> = async ({ terminal, paint }, { flags }) => {
  const { profile: name = 'default' } = flags;
  const address = await given(terminal, flags.url, 'Address of the registry: ', '--url');
  const url = readApiOrigin(address, 'the registry');
  const user = await given(terminal, flags.user, 'Account SID or API key: ', '--user');
  refuseOtherSids(user);
  const secret = await readSecret(terminal, flags);
  const profile = { url, user, secret };
  const { api } = await connectAs({ ...profile, source: 'login' }, terminal.env);
  await fetchActiveRelease(api);

  const file = profilePath(terminal.env);
  const known = await readProfiles(file);
  await writeProfiles(file, { current: name, profiles: { ...known.profiles, [name]: profile } });
  return {
    json: { profile: name, url: profile.url, user, file },
    text: () => `${paint.good('Logged in')} to ${profile.url} as ${user} (profile ${name})`,
    undo: undoOf(known, name, profile),
  };
};

/** What was kept under this name, its secret included, is nowhere else. */
function undoOf({ profiles, current }: ProfileFile, name: string, now: Profile): Result['undo'] {
  const back =
    current !== undefined && current !== name
      ? `plugboard profiles use ${shellWord(current)}`
      : undefined;
  const before = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (before === undefined) {
    return [`plugboard profiles remove ${shellWord(name)}`, back].filter(Boolean).join(' && ');
  }
  const isSame = before.url === now.url && before.user === now.user && before.secret === now.secret;
  if (isSame) return back;
  return { none: `the login that ${name} was before is not kept; log in with it again.` };
}

function refuseOtherSids(user: string): void {
  const isUser: boolean = isSid('account', user) || isSid('apiKey', user);
  if (isUser) return;
  throw usageError(
    `${user} is neither an account SID nor an API key.`,
    'It is AC or SK and 32 hexadecimal digits; `plugboard serve` prints the first one.',
  );
}

async function given(
  { interactive, ask }: Terminal,
  value: string | undefined,
  question: string,
  flag: string,
): Promise<string> {
  if (value !== undefined) return value;
  if (interactive) return ask(question);
  throw usageError(`${flag} is missing, and nobody is there to ask.`, `Give ${flag}.`);
}

async function readSecret(
  { interactive, ask, readInput }: Terminal,
  { secretStdin }: LoginFlags,
): Promise<string> {
  if (!secretStdin && !interactive) {
    throw usageError('The secret is missing, and nobody is there to ask.', 'Use --secret-stdin.');
  }
  const secret = secretStdin ? await readInput() : await ask('Secret: ', { secret: true });
  if (secret.trim() !== '') return secret.trim();
  throw usageError('The secret is empty.', 'Type it, or send it to standard input.');
}
