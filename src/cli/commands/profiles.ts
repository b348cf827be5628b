// `plugboard profiles …`: the logins on this machine, never their secrets.
import type { RunCommand } from '../command-spec.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { shellWord } from '../output/shell-word.ts';
import { table } from '../output/table.ts';
import {
  type ProfileFile,
  profilePath,
  readProfiles,
  writeProfiles,
} from '../profiles/profile-file.ts';
import type { Shape } from '../shape.ts';

export const PROFILES_SHAPE: Shape = [
  { profile: 'text', url: 'text', user: 'text', current: 'true or false' },
];
export const PROFILE_SHAPE: Shape = { profile: 'text', 'undo?': 'text' };

export const list: RunCommand<object> = async ({ terminal, paint }) => {
  const { current, profiles } = await readProfiles(profilePath(terminal.env));
  const rows = Object.entries(profiles).map(([profile, { url, user }]) => ({
    profile,
    url,
    user,
    current: profile === current,
  }));
  return {
    json: rows,
    text: async () => {
      if (rows.length === 0) return 'No logins. Add one with `plugboard login`.';
      const cells = rows.map((row) => [
        row.current ? paint.strong(row.profile) : row.profile,
        row.url,
        row.user,
        row.current ? 'current' : '',
      ]);
      return table(['PROFILE', 'URL', 'USER', ''], cells);
    },
  };
};

export const use: RunCommand<object> = async ({ terminal }, { args: [name = ''] }) => {
  const path = profilePath(terminal.env);
  const file = await readProfiles(path);
  requireProfile(file, name);
  await writeProfiles(path, { ...file, current: name });
  const { current } = file;
  return {
    json: { profile: name },
    text: () => `${name} is the current login.`,
    undo:
      current !== undefined && current !== name
        ? `plugboard profiles use ${shellWord(current)}`
        : undefined,
  };
};

export const remove: RunCommand<object> = async ({ terminal }, { args: [name = ''] }) => {
  const path = profilePath(terminal.env);
  const file = await readProfiles(path);
  requireProfile(file, name);
  const { [name]: _, ...profiles } = file.profiles;
  await writeProfiles(path, {
    profiles,
    current: file.current === name ? undefined : file.current,
  });
  return {
    json: { profile: name },
    text: () => `${name} is forgotten.`,
    undo: { none: 'its secret was kept nowhere else; log in with it again.' },
  };
};

function requireProfile({ profiles }: ProfileFile, name: string): void {
  if (Object.hasOwn(profiles, name)) return;
  throw new CliError({
    code: 'profile-unknown',
    message: `There is no profile ${name}.`,
    advice: '`plugboard profiles list` shows them.',
    exit: EXIT.failed,
  });
}
