// Opens the database of a registry, PostgreSQL by its URL or SQLite in the data folder, and brings its schema up to date.
import { join } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { migrate, requireCurrentSchema } from './migrate.ts';
import { MIGRATING, openPostgresDialect, SERVING } from './postgres.ts';
import type { Database, Schema } from './schema.ts';
import { openSqliteDialect } from './sqlite.ts';

export type DatabaseOptions = { dataFolder: string; databaseUrl?: string };

export const SQLITE_FILE = 'registry.sqlite';

export async function openDatabase({
  dataFolder,
  databaseUrl,
}: DatabaseOptions): Promise<Database> {
  if (databaseUrl === undefined) {
    return openMigrated(await openSqliteDialect(join(dataFolder, SQLITE_FILE)));
  }
  const migrated = await openMigrated(await openPostgresDialect(databaseUrl, MIGRATING));
  await migrated.destroy();
  return new Kysely<Schema>({ dialect: await openPostgresDialect(databaseUrl, SERVING) });
}

/**
 * For work beside a registry, which may be of another version: a schema that is not the one this code knows is refused
 * and left as it is. SQLite makes the file where there is none, so the caller looks first.
 */
export async function openExistingDatabase({
  dataFolder,
  databaseUrl,
}: DatabaseOptions): Promise<Database> {
  const dialect =
    databaseUrl === undefined
      ? await openSqliteDialect(join(dataFolder, SQLITE_FILE))
      : await openPostgresDialect(databaseUrl, SERVING);
  const database = new Kysely<Schema>({ dialect });
  try {
    await requireCurrentSchema(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

async function openMigrated(dialect: Dialect): Promise<Database> {
  const database = new Kysely<Schema>({ dialect });
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}
