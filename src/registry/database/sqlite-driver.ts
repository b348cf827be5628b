// Chooses the SQLite driver: Node's own where Node has it (22.13 and up), else the npm package with the same API.
import type { DatabaseSync } from '@photostructure/sqlite';

/** Node's driver learned `isTransaction` later than the rest. */
export type SqliteDatabase = Omit<InstanceType<typeof DatabaseSync>, 'isTransaction'> & {
  readonly isTransaction?: boolean;
};

export async function openSqliteDriver(file: string): Promise<SqliteDatabase> {
  const { DatabaseSync } = builtInDriver() ?? (await import('@photostructure/sqlite'));
  return new DatabaseSync(file);
}

type Driver = { DatabaseSync: typeof DatabaseSync };

function builtInDriver(): Driver | undefined {
  // Undefined on Node versions without it, and on those that still hide it behind a flag.
  return process.getBuiltinModule('node:sqlite') as Driver | undefined;
}
