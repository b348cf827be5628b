// SQLite for Kysely: the durable settings, immediate transactions, and the small adapter between two statement APIs.
import { chmodSync } from 'node:fs';
import { type SqliteDatabase as KyselySqlite, SqliteDialect, type SqliteStatement } from 'kysely';
import { openSqliteDriver, type SqliteDatabase } from './sqlite-driver.ts';

const SETTINGS = [
  // First, because switching to WAL may have to wait for another process.
  'PRAGMA busy_timeout = 5000',
  'PRAGMA journal_mode = WAL',
  // An acknowledged write has to survive a power cut, not only a crash of the process.
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA trusted_schema = OFF',
];

export async function openSqliteDialect(file: string): Promise<SqliteDialect> {
  const database = await openSqliteDriver(file);
  try {
    // Hashes of secrets are in there; SQLite gives its side files the same mode.
    chmodSync(file, 0o600);
    for (const setting of SETTINGS) database.exec(setting);
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteDialect({ database: adapt(database) });
}

/** Kysely speaks better-sqlite3: `reader` per statement and parameters as a list. */
function adapt(database: SqliteDatabase): KyselySqlite {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => {
      cache.clear();
      database.close();
    },
    prepare(sql) {
      const known = cache.get(sql);
      if (known) return known;
      const statement = adaptStatement(database, sql);
      if (cache.size < MAX_CACHED_STATEMENTS) cache.set(sql, statement);
      return statement;
    },
  };
}

/** A full disk ends the transaction by itself; rolling it back again would hide that error behind another. Some versions of Node cannot tell; there it is tried. */
const NOTHING = { changes: 0, lastInsertRowid: 0 };

const MAX_CACHED_STATEMENTS = 500;
const RETURNS_ROWS = /^\s*(select|pragma|explain)\b|\breturning\b/i;

function adaptStatement(database: SqliteDatabase, sql: string): SqliteStatement {
  // Every transaction here writes. Taking the lock at the start avoids the upgrade that fails at once when two meet.
  const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
  return {
    reader: RETURNS_ROWS.test(sql),
    all: (parameters) => statement.all(...parameters),
    run: (parameters) =>
      sql === 'rollback' && database.isTransaction === false
        ? NOTHING
        : statement.run(...parameters),
    iterate: (parameters) => statement.iterate(...parameters),
  };
}
