// How many rows a second the database itself commits, one insert each, with the durability that the registry asks for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openSqliteDriver } from '../../src/registry/database/sqlite-driver.ts';

export type BareCommits = {
  /** Commits so many, one after the other. */
  readonly commit: (rows: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** About as long as the rows of a release together. */
const TEXT = 'x'.repeat(1_000);

export async function openBareSqlite(): Promise<BareCommits> {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-bare-'));
  const database = await openSqliteDriver(join(folder, 'bare.sqlite'));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('create table bare (id integer primary key, text text)');
  const insert = database.prepare('insert into bare (text) values (?)');
  return {
    commit: async (rows) => {
      for (let row = 0; row < rows; row += 1) insert.run(TEXT);
    },
    close: async () => {
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function openBarePostgres(url: string): Promise<BareCommits> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('create table bare (id serial primary key, text text)');
  const insert = { name: 'bare', text: 'insert into bare (text) values ($1)', values: [TEXT] };
  return {
    commit: async (rows) => {
      for (let row = 0; row < rows; row += 1) await client.query(insert);
    },
    close: () => client.end(),
  };
}
