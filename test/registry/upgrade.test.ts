// A new schema over data that is there: all of it or nothing, once, and nothing is lost on the way.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { migrate, SCHEMA_VERSION } from '../../src/registry/database/migrate.ts';
import * as pluginsApi from '../../src/registry/database/migrations/0001-plugins-api.ts';
import { MIGRATING, openPostgresDialect } from '../../src/registry/database/postgres.ts';
import type { Database, Schema } from '../../src/registry/database/schema.ts';
import { openSqliteDialect } from '../../src/registry/database/sqlite.ts';
import { inWrite } from '../../src/registry/database/write.ts';
import { createAccount, openDatabase, startRegistry } from '../../src/registry/index.ts';
import { createPluginVersion } from '../../src/registry/plugin-versions/create-plugin-version.ts';
import { createPlugin } from '../../src/registry/plugins/create-plugin.ts';
import { findFaults } from './reliability/inspect.ts';
import { DATABASES } from './support/databases.ts';
import { buildMigratingProcess, startMigratingProcess } from './support/migrating-process.ts';
import {
  createPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from './support/postgres-server.ts';
import { TestAccount } from './support/test-account.ts';

beforeAll(buildMigratingProcess);

describe.each(DATABASES)('a new schema on %s', (kind) => {
  let server: PostgresServer | undefined;
  let options: { dataFolder: string; databaseUrl?: string };
  beforeAll(async () => {
    if (kind === 'PostgreSQL') server = await startPostgres();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-upgrade-'));
    const name = `upgrade_${process.env['JEST_WORKER_ID'] ?? 0}`;
    const databaseUrl = server && (await createPostgresDatabase(server, name));
    options = databaseUrl === undefined ? { dataFolder } : { dataFolder, databaseUrl };
  });
  afterEach(() => rm(options.dataFolder, { recursive: true }));

  async function openAsItIs(): Promise<Database> {
    const { dataFolder, databaseUrl } = options;
    const dialect =
      databaseUrl === undefined
        ? await openSqliteDialect(join(dataFolder, 'registry.sqlite'))
        : await openPostgresDialect(databaseUrl, MIGRATING);
    return new Kysely<Schema>({ dialect });
  }

  async function look<Answer>(read: (database: Database) => Promise<Answer>): Promise<Answer> {
    const database = await openAsItIs();
    try {
      return await read(database);
    } finally {
      await database.destroy();
    }
  }

  const versionIn = (database: Database) =>
    database.selectFrom('schema_version').select('version').executeTakeFirstOrThrow();
  const tablesIn = async (database: Database) =>
    (await database.introspection.getTables()).map(({ name }) => name);
  const namesIn = async (database: Database) =>
    (await database.selectFrom('accounts').select('friendly_name').execute()).map(
      ({ friendly_name: name }) => name,
    );
  const contextOf = (database: Database) => ({
    database,
    now: () => new Date(),
    randomBytes: (size: number) => Buffer.alloc(size, 7),
  });

  /** The schema of this version, with one account. */
  async function arrange(): Promise<void> {
    const database = await openDatabase(options);
    await createAccount(contextOf(database), { friendlyName: 'Before' });
    await database.destroy();
  }

  test('that was killed in the middle leaves the old one whole, and the next start brings it', async () => {
    await arrange();
    const killed = startMigratingProcess(options);
    await killed.said('middle');
    await killed.kill();
    expect(await look(versionIn)).toEqual({ version: SCHEMA_VERSION });
    expect(await look(tablesIn)).not.toContain('slow');
    expect(await look(namesIn)).toEqual(['Before']);
    const again = startMigratingProcess(options);
    await again.said('middle');
    again.goOn();
    await again.said('done');
    expect(await look(versionIn)).toEqual({ version: SCHEMA_VERSION + 1 });
    expect(await look(namesIn)).toEqual(['half there']);
  });

  test('that is slow is waited for by a second process, which then finds nothing to do', async () => {
    await arrange();
    const first = startMigratingProcess(options);
    await first.said('middle');
    const second = startMigratingProcess(options);
    await second.said('started');
    first.goOn();
    await first.said('done');
    // Nobody tells it to go on: had it a migration of its own to make, it would stay in the middle of it.
    await second.said('done');
    expect(await look(versionIn)).toEqual({ version: SCHEMA_VERSION + 1 });
  });

  test('takes over what an older one has, down to the audit trail', async () => {
    const credentials = await look(async (database) => {
      await migrate(database, [pluginsApi]);
      const context = contextOf(database);
      const made = await createAccount(context, { friendlyName: 'Old' });
      if (!made) throw new Error('the database was not empty');
      const caller = { accountSid: made.accountSid, actor: made.accountSid, scopes: [] };
      await inWrite(context, { caller, requestId: 'RQ1' }, async (write) => {
        const plugin = await createPlugin(write, { UniqueName: 'old' });
        const PluginUrl = 'https://cdn.example/old.js';
        await createPluginVersion(write, plugin, { Version: '1.0.0', PluginUrl });
      });
      return made;
    });
    expect(await look(versionIn)).toEqual({ version: 1 });

    const registry = await startRegistry({ ...options, credentials });
    const account = new TestAccount(registry.url, credentials);
    expect((await account.post('Releases/Compose', { Enable: 'old@1.0.0' })).status).toBe(201);
    const manifest = (await account.get('Releases/Active/Manifest')).body;
    expect(manifest.plugins).toMatchObject([{ unique_name: 'old', version: '1.0.0' }]);
    await registry.close();
    expect(await look(versionIn)).toEqual({ version: SCHEMA_VERSION });
    expect(await look(findFaults)).toEqual([]);
  });

  test('that is newer than the program is refused and left as it is', async () => {
    await arrange();
    await look((database) => database.updateTable('schema_version').set({ version: 99 }).execute());
    const start = startRegistry(options);
    await expect(start).rejects.toMatchObject({ code: 'schema-too-new' });
    expect(await look(versionIn)).toEqual({ version: 99 });
    expect(await look(namesIn)).toEqual(['Before']);
  });
});
