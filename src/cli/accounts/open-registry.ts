// Opens the database of a registry beside it, for commands that change accounts: there is no HTTP call for that.
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { unavailableReason } from '../../registry/database/unavailable.ts';
import { openExistingDatabase } from '../../registry/index.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { usageError } from '../failures/usage-error.ts';
import { shellWord } from '../output/shell-word.ts';
import { readEnvironment } from '../read-environment.ts';
import { statOf } from '../stat-of.ts';

export type DataFlags = { readonly data?: string };

export type OpenRegistry = {
  readonly database: Awaited<ReturnType<typeof openExistingDatabase>>;
  readonly dataFolder: string;
  now(): Date;
  randomBytes(size: number): Buffer;
};

/** The same folder and variables as `plugboard serve`. The database is closed when the work is done. */
export async function withRegistry<Result>(
  { terminal: { env, cwd } }: Pick<Context, 'terminal'>,
  { data }: DataFlags,
  work: (registry: OpenRegistry) => Promise<Result>,
): Promise<Result> {
  const environment = readEnvironment(env);
  const dataFolder = resolve(cwd, data ?? environment.dataFolder ?? '.plugboard');
  const { databaseUrl } = environment;
  if (databaseUrl === undefined && !(await statOf(join(dataFolder, 'registry.sqlite')))) {
    throw usageError(
      `${dataFolder} has no embedded database.`,
      'Name the data folder with --data, or PostgreSQL with PLUGBOARD_DATABASE_URL.',
    );
  }
  try {
    const options = databaseUrl === undefined ? { dataFolder } : { dataFolder, databaseUrl };
    const database = await openExistingDatabase(options);
    try {
      return await work({ database, dataFolder, now: () => new Date(), randomBytes });
    } finally {
      await database.destroy();
    }
  } catch (error) {
    throw explained(error) ?? error;
  }
}

/** What an undo has to say so that it finds the same registry. */
export function dataWords({ data }: DataFlags): string {
  return data === undefined ? '' : ` --data ${shellWord(data)}`;
}

const ADVICE = {
  'account-unknown': {
    advice: '`plugboard accounts list` shows what there is.',
    exit: EXIT.failed,
  },
  'schema-too-new': { advice: 'Run the command of the newer Plugboard.', exit: EXIT.refused },
  'schema-too-old': {
    advice: 'Run the command of the version that the registry has, or start the newer registry.',
    exit: EXIT.refused,
  },
} as const;

function explained(error: unknown): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: string };
  if (code !== undefined && code in ADVICE) {
    const known = ADVICE[code as keyof typeof ADVICE];
    return new CliError({ code, message: `${error.message}.`.replace('..', '.'), ...known });
  }
  // SQLSTATE class 28: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (code?.startsWith('28')) {
    const advice = 'Check the name and the password in PLUGBOARD_DATABASE_URL.';
    const exit = EXIT.authentication;
    return new CliError({ code: 'database-refused', message: `${error.message}.`, advice, exit });
  }
  const unavailable = unavailableReason(error);
  if (!unavailable) return undefined;
  const failure = {
    code: unavailable.reason,
    message: `${unavailable.message}.`,
    advice: 'Check the data folder or PLUGBOARD_DATABASE_URL, then run it again.',
    exit: EXIT.unreachable,
  };
  return new CliError(failure, { cause: error });
}
