// Opens the database of a registry, PostgreSQL by its URL or SQLite in the data folder, and brings its schema up to date.
import { join } from 'node:path';
import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import { migrate } from './migrate.ts';
import type { Database, Schema } from './schema.ts';
import { openSqliteDialect } from './sqlite.ts';

export type DatabaseOptions = { dataFolder: string; databaseUrl?: string };

export const SQLITE_FILE = 'registry.sqlite';

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = new Kysely<Schema>({ dialect: await chooseDialect(options) });
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

async function chooseDialect({ dataFolder, databaseUrl }: DatabaseOptions): Promise<Dialect> {
  if (databaseUrl === undefined) return openSqliteDialect(join(dataFolder, SQLITE_FILE));
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new TypeError('databaseUrl has to begin with postgres://');
  }
  const { Pool } = (await import('pg')).default;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    // Includes the wait for a free connection of the pool, which under load is most of it.
    connectionTimeoutMillis: 20_000,
    // Includes the wait for the other changes of the account.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // The pool listens to idle connections only; one that breaks during a query would end the process. The query
  // itself reports the failure.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // An idle connection that breaks must not end the process; the next query opens a new one or reports the failure.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
