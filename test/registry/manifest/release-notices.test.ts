// Notices between processes over a real PostgreSQL: what was missed while nobody listened is made up for.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type RunningRegistry, startRegistry } from '../../../src/registry/index.ts';
import {
  createReleaseNotices,
  type ReleaseNotices,
} from '../../../src/registry/manifest/release-notices.ts';
import { until } from '../bundles/until.ts';
import {
  createPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.ts';
import { TestAccount } from '../support/test-account.ts';

const accountSid = `AC${'c'.repeat(32)}`;
const NOTIFY = `select pg_notify('plugboard_releases', '${accountSid}')`;
const LISTENERS = `from pg_stat_activity where datname = current_database() and query = 'listen plugboard_releases'`;

let server: PostgresServer;
let databaseUrl: string;
let operator: Client;
let notices: ReleaseNotices | undefined;

beforeAll(async () => {
  server = await startPostgres();
  databaseUrl = await createPostgresDatabase(server, `notices_${process.pid}`);
  operator = new Client({ connectionString: databaseUrl });
  await operator.connect();
}, 60_000);
afterEach(() => notices?.stop());
afterAll(async () => {
  await operator.end();
  await server.stop();
}, 30_000);

const listeners = async () => (await operator.query(`select pid ${LISTENERS}`)).rowCount;

function listen(url: string, patience?: { query_timeout: number }) {
  const heard = { releases: 0, starts: 0, faults: 0 };
  notices = createReleaseNotices(url, patience);
  notices.listen({
    onRelease: () => void (heard.releases += 1),
    onListening: () => void (heard.starts += 1),
    onFault: () => void (heard.faults += 1),
  });
  return heard;
}

test('who listens anew after a lost connection says so, because notices were lost meanwhile', async () => {
  const heard = listen(databaseUrl);
  await until('the first start', async () => heard.starts === 1);
  await operator.query(NOTIFY);
  await until('a notice', async () => heard.releases === 1);

  await operator.query(`select pg_terminate_backend(pid) ${LISTENERS}`);
  await until('the loss', async () => heard.faults === 1);
  await operator.query(NOTIFY);
  await until('the second start', async () => heard.starts === 2);
  await operator.query(NOTIFY);
  await until('a notice again', async () => heard.releases === 2);
  expect([heard.faults, await listeners()]).toEqual([1, 1]);
});

test('a connection on which nobody can listen is closed before the next one is opened', async () => {
  const swallowing = await startSwallowing();
  const heard = listen(swallowing.url, { query_timeout: 300 });
  await until('two attempts', async () => heard.faults >= 2);
  swallowing.stop();
  await until('the start', async () => heard.starts === 1);
  await until('the end of all others', async () => swallowing.connections() === 1);
  await notices?.stop();
  swallowing.close();
});

/** Stands in front of PostgreSQL and lets no request to listen through until it is told to stop that. */
async function startSwallowing() {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isSwallowing = true;
  const proxy: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    open.add(near);
    near.on('data', (bytes) => {
      if (!isSwallowing || !bytes.includes('listen')) far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
    near.on('close', () => void (open.delete(near), far.destroy()));
    far.on('close', () => near.destroy());
    for (const end of [near, far]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `postgres://${username}@127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}`,
    connections: () => open.size,
    stop: () => void (isSwallowing = false),
    close: () => proxy.close(),
  };
}

test('a file of a release that was made while a process did not hear is offered by it soon after', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-notices-'));
  const credentials = { accountSid, authToken: 'heard-of-it-later-on' };
  const registry: RunningRegistry = await startRegistry({ dataFolder, databaseUrl, credentials });
  const account = new TestAccount(registry.url, credentials);
  const configuration = await account.configure(await account.deploy('a'));
  await account.release(configuration);
  const manifest = async () => (await account.get('Releases/Active/Manifest')).body;
  expect((await manifest()).release_bundle).toBeUndefined();
  await until('listening', async () => (await listeners()) === 1);

  await operator.query(`select pg_terminate_backend(pid) ${LISTENERS}`);
  await until('silence', async () => (await listeners()) === 0);
  await operator.query(
    `with made as (
       insert into bundles (account_sid, id, private, entry, date_created)
       values ($2, $3, 0, 'release.js', '2026-03-01T00:00:00Z') returning account_sid, id)
     insert into release_bundles (configuration_sid, account_sid, bundle_id, url, integrity, parts)
     select $1, account_sid, id, 'https://plugins.example/release.js', 'sha384-x', '[]' from made`,
    [configuration, accountSid, 'd'.repeat(64)],
  );
  await operator.query(NOTIFY);
  await until('the offer', async () => (await manifest()).release_bundle !== undefined);
  await registry.close();
  await rm(dataFolder, { recursive: true, force: true });
}, 30_000);
