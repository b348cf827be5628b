// A database that cannot serve is a 503 or 507 with a reason, and the process stays alive and says that it is not ready.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { unavailableReason } from '../../src/registry/database/unavailable.ts';
import { startRegistry } from '../../src/registry/index.ts';
import { createPostgresDatabase, startPostgres } from './support/postgres-server.ts';
import { TestAccount } from './support/test-account.ts';

test.each([
  ['SQLite: disk full', { errcode: 13 }, 507, 'storage-full'],
  ['SQLite: read-only, extended code', { errcode: 8 + 256 }, 503, 'storage-read-only'],
  ['SQLite: locked', { sqliteCode: 5 }, 503, 'storage-busy'],
  ['PostgreSQL: disk full', { code: '53100' }, 507, 'storage-full'],
  ['PostgreSQL: a standby', { code: '25006' }, 503, 'storage-read-only'],
  ['PostgreSQL: deadlock', { code: '40P01' }, 503, 'storage-busy'],
  ['PostgreSQL: too many connections', { code: '53300' }, 503, 'storage-unavailable'],
  ['PostgreSQL: shutting down', { code: '57P01' }, 503, 'storage-unavailable'],
  ['PostgreSQL: not there', { code: 'ECONNREFUSED' }, 503, 'storage-unavailable'],
  ['PostgreSQL: idle for too long', { code: '25P03' }, 503, 'storage-unavailable'],
  ['PostgreSQL: no name service', { code: 'EAI_AGAIN' }, 503, 'storage-unavailable'],
  ['PostgreSQL: no route', { code: 'EHOSTUNREACH' }, 503, 'storage-unavailable'],
  ['PostgreSQL: no network', { code: 'ENETUNREACH' }, 503, 'storage-unavailable'],
  ['PostgreSQL: silent', { message: 'Query read timeout' }, 503, 'storage-unavailable'],
  [
    'PostgreSQL: a connection that broke before',
    { message: 'Client has encountered a connection error and is not queryable' },
    503,
    'storage-unavailable',
  ],
])('%s', (_, properties, status, reason) => {
  expect(unavailableReason(Object.assign(new Error('x'), properties))).toMatchObject({
    status,
    reason,
  });
});

test.each([
  ['a fault in SQL', { code: '42601' }],
  ['a constraint', { errcode: 19 }],
  ['nothing known', {}],
])('%s is a fault of ours, not of the storage', (_, properties) => {
  expect(unavailableReason(Object.assign(new Error('x'), properties))).toBeUndefined();
});

// A server that was given must not be stopped.
(process.env['TEST_DATABASE_URL'] === undefined ? test : test.skip)(
  'a PostgreSQL that breaks one connection, or goes away, is a 503, while the process lives',
  async () => {
    const server = await startPostgres();
    const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-away-'));
    const databaseUrl = await createPostgresDatabase(server, 'away');
    const registry = await startRegistry({ dataFolder, databaseUrl });
    const account = new TestAccount(registry.url, registry.credentials);
    expect((await account.post('Plugins', { UniqueName: 'a' })).status).toBe(201);

    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from accounts for update');
    const cut = account.post('Plugins', { UniqueName: 'cut' });
    const others = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await holder.query(`select pid ${others}`)).rowCount === 0);
    await holder.query(`select pg_terminate_backend(pid) ${others}`);
    expect((await cut).status).toBe(503);
    await holder.query('rollback');
    await holder.end();
    expect((await account.post('Plugins', { UniqueName: 'next' })).status).toBe(201);

    await server.stop();
    const refused = await account.post('Plugins', { UniqueName: 'b' });
    expect([refused.status, refused.body.details.reason]).toEqual([503, 'storage-unavailable']);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await account.get(`${registry.url}/readyz`)).status).toBe(503);
    expect((await account.get(`${registry.url}/healthz`)).status).toBe(200);
    await registry.close();
    await rm(dataFolder, { recursive: true });
  },
  60_000,
);
