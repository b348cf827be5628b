// Migrations: once, by one of many, all or nothing, and never downwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, SCHEMA_VERSION } from '../../src/registry/database/migrate.ts';
import type { Tx } from '../../src/registry/database/schema.ts';
import { openDatabase } from '../../src/registry/index.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from './support/databases.ts';

describe.each(DATABASES)('migrations on %s', (kind) => {
  let testDatabase: TestDatabase;
  beforeAll(async () => {
    testDatabase = await openTestDatabase(kind);
  });
  afterAll(() => testDatabase.remove());

  const known = Array.from({ length: SCHEMA_VERSION }, () => ({ up: async () => undefined }));
  const version = async () =>
    (
      await testDatabase.database
        .selectFrom('schema_version')
        .select('version')
        .executeTakeFirstOrThrow()
    ).version;

  test('a migration that fails leaves the schema as it was', async () => {
    const halfway = async (tx: Tx) => {
      await tx.schema.createTable('halfway').addColumn('x', 'text').execute();
      throw new Error('killed here');
    };
    await expect(migrate(testDatabase.database, [...known, { up: halfway }])).rejects.toThrow(
      'killed here',
    );
    expect(await version()).toBe(SCHEMA_VERSION);
    const tables = await testDatabase.database.introspection.getTables();
    expect(tables.map(({ name }) => name)).not.toContain('halfway');
  });

  // SQLite waits for a lock by blocking, so in one process its waiter would keep the holder from going on.
  const ofMany = kind === 'PostgreSQL' ? test : undefined;
  ofMany?.('of many processes that start together one migrates', async () => {
    let runs = 0;
    const count = { up: async () => void (runs += 1) };
    const all = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase(testDatabase.options)),
    );
    await Promise.all(all.map((database) => migrate(database, [...known, count])));
    expect([runs, await version()]).toEqual([1, SCHEMA_VERSION + 1]);
    await Promise.all(
      all.map((database) =>
        database.updateTable('schema_version').set({ version: SCHEMA_VERSION }).execute(),
      ),
    );
    await Promise.all(all.map((database) => database.destroy()));
  });

  test('a newer schema is refused, with what to do', async () => {
    await testDatabase.database.updateTable('schema_version').set({ version: 99 }).execute();
    await expect(openDatabase(testDatabase.options)).rejects.toMatchObject({
      code: 'schema-too-new',
      message: expect.stringContaining('Start the newer Plugboard'),
    });
    await testDatabase.database
      .updateTable('schema_version')
      .set({ version: SCHEMA_VERSION })
      .execute();
  });
});

test('an address that is no PostgreSQL address is refused by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-'));
  await expect(openDatabase({ dataFolder: folder, databaseUrl: 'mysql://x' })).rejects.toThrow(
    'databaseUrl',
  );
  await rm(folder, { recursive: true });
});
