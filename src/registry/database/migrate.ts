// Brings the schema to the version this code knows, in one transaction and under a lock, or refuses a newer one.
import { PostgresAdapter, sql } from 'kysely';
import * as pluginsApi from './migrations/0001-plugins-api.ts';
import * as hosting from './migrations/0002-hosting.ts';
import type { Database, Tx } from './schema.ts';

type Migration = { up(tx: Tx): Promise<void> };

/** In order; the schema version is the number of migrations applied. Released ones never change. */
const MIGRATIONS: readonly Migration[] = [pluginsApi, hosting];

/** What this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError';
  readonly code = 'schema-too-new';
}

export class SchemaTooOldError extends Error {
  override readonly name = 'SchemaTooOldError';
  readonly code = 'schema-too-old';
}

/** Rejects where the schema is not the one that this code knows, and changes nothing. */
export async function requireCurrentSchema(database: Database): Promise<void> {
  const tables = await database.introspection.getTables();
  const isSetUp = tables.some(({ name }) => name === 'schema_version');
  const row = isSetUp
    ? await database.selectFrom('schema_version').select('version').executeTakeFirst()
    : undefined;
  const version = row?.version ?? 0;
  if (version > SCHEMA_VERSION) throw tooNew(version, SCHEMA_VERSION);
  if (version < SCHEMA_VERSION) {
    throw new SchemaTooOldError(
      `The database has schema version ${version}, this Plugboard knows ${SCHEMA_VERSION}. Start a registry of this version once, which brings it up to date.`,
    );
  }
}

function tooNew(version: number, known: number): SchemaTooNewError {
  return new SchemaTooNewError(
    `The database has schema version ${version}, this Plugboard knows ${known}. Start the newer Plugboard, or restore a backup of the older one.`,
  );
}

/**
 * DDL is transactional in both databases, so a kill in the middle leaves the old schema whole.
 * The lock makes the second of two processes that start together wait and then find nothing to do.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    await lockSchema(tx);
    const version = await readVersion(tx);
    if (version > migrations.length) throw tooNew(version, migrations.length);
    if (version === migrations.length) return;
    for (const migration of migrations.slice(version)) await migration.up(tx);
    await tx.updateTable('schema_version').set({ version: migrations.length }).execute();
  });
}

/** Any constant will do, as long as every Plugboard uses the same. */
const SCHEMA_LOCK = 7_104_217;

async function lockSchema(tx: Tx): Promise<void> {
  // SQLite holds its write lock from the first statement of the transaction on.
  if (tx.getExecutor().adapter instanceof PostgresAdapter) {
    // What cuts off a request must not cut off a migration, nor the wait for another process that migrates.
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_LOCK)})`.execute(tx);
  }
}

async function readVersion(tx: Tx): Promise<number> {
  await tx.schema
    .createTable('schema_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  const row = await tx.selectFrom('schema_version').select('version').executeTakeFirst();
  if (row) return row.version;
  await tx.insertInto('schema_version').values({ version: 0 }).execute();
  return 0;
}
