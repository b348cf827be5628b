// Online backup of the embedded database into one file, and its restore into an empty data folder.
import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { SCHEMA_VERSION } from './migrate.ts';
import { SQLITE_FILE } from './open-database.ts';
import type { Database } from './schema.ts';
import { openSqliteDriver } from './sqlite-driver.ts';

/** Writes what is committed at this moment, while the registry goes on. The file appears whole or not at all. */
export async function backupDatabase(database: Database, file: string): Promise<void> {
  const partial = `${file}.partial`;
  await mkdir(dirname(file), { recursive: true });
  await rm(partial, { force: true });
  await sql`vacuum into ${partial}`.execute(database);
  await sync(partial);
  await rename(partial, file);
  await sync(dirname(file));
}

/** Checks a backup and puts it into a data folder that has no database. Rejects without touching the folder else. */
export async function restoreDatabase(file: string, dataFolder: string): Promise<void> {
  await checkBackup(file);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const target = join(dataFolder, SQLITE_FILE);
  if (await exists(target)) throw new Error(`${dataFolder} has a database already`);
  const partial = `${target}.partial`;
  await copyFile(file, partial);
  await sync(partial);
  await rename(partial, target);
  await sync(dataFolder);
}

async function checkBackup(file: string): Promise<void> {
  await access(file, constants.R_OK);
  const backup = await openSqliteDriver(file);
  try {
    const integrity = backup.prepare('pragma integrity_check').get() as {
      integrity_check?: string;
    };
    if (integrity.integrity_check !== 'ok') throw new Error(`${file} is damaged`);
    const { version } = backup.prepare('select version from schema_version').get() as {
      version: number;
    };
    if (version > SCHEMA_VERSION) throw new Error(`${file} is of a newer Plugboard`);
  } finally {
    backup.close();
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
