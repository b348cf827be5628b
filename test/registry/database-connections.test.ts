// Connections to PostgreSQL that break, that do not answer, or that others hold: requests end in time, the process lives.
import { Kysely, sql } from 'kysely';
import { Client } from 'pg';
import { openPostgresDialect } from '../../src/registry/database/postgres.ts';
import type { Schema } from '../../src/registry/database/schema.ts';
import { unavailableReason } from '../../src/registry/database/unavailable.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

let registry: TestRegistry;
let databaseUrl: string;
let holder: Client;
beforeAll(async () => {
  registry = await startTestRegistry('PostgreSQL');
  databaseUrl = String(registry.databaseUrl);
  holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await registry.stop();
});

/** As another process of the registry would, in the middle of a change. */
async function holdAccount({ credentials }: TestAccount) {
  await holder.query('begin');
  await holder.query('select 1 from accounts where sid = $1 for update', [credentials.accountSid]);
}

async function untilOneWaits(): Promise<void> {
  const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await holder.query(waiting)).rowCount === 0);
}

test('a connection that breaks between two queries of a change ends the change, not the process', async () => {
  const noted = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const change = registry.context.database.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await holder.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    const deadline = Date.now() + 3_000;
    while (noted.mock.calls.length === 0 && Date.now() < deadline) await new Promise(setImmediate);
    await sql`select 1`.execute(tx);
  });
  const failure: unknown = await change.catch((error: unknown) => error);
  expect(unavailableReason(failure)?.reason).toBe('storage-unavailable');
  expect(noted.mock.calls[0]?.[0]).toContain('A connection to PostgreSQL was lost');
  noted.mockRestore();
  expect((await fetch(`${registry.url}/readyz`)).status).toBe(200);
});

test('a connection that does not answer in time is given up once and not used again', async () => {
  const limits = { max: 1, query_timeout: 200 };
  const dialect = await openPostgresDialect(databaseUrl, limits);
  const database = new Kysely<Schema>({ dialect });
  const slow = database
    .transaction()
    .execute((tx) => sql`select pg_sleep(20)`.execute(tx))
    .catch((error: unknown) => unavailableReason(error)?.status);
  expect(await slow).toBe(503);
  expect((await sql`select 1`.execute(database)).rows).toHaveLength(1);
  await database.destroy();
});

test('a registry whose connections are all held says within seconds that it is not ready', async () => {
  const letGo: (() => void)[] = [];
  const held = Array.from({ length: 10 }, () =>
    registry.context.database
      .transaction()
      .execute(() => new Promise<void>((resolve) => letGo.push(resolve))),
  );
  while (letGo.length < held.length) await new Promise(setImmediate);
  const answer = await fetch(`${registry.url}/readyz`, { signal: AbortSignal.timeout(5_000) });
  expect(answer.status).toBe(503);
  for (const one of letGo) one();
  await Promise.all(held);
  expect((await fetch(`${registry.url}/readyz`)).status).toBe(200);
});

test('an account whose changes have to wait keeps no other account from writing and reading', async () => {
  const [held, other] = [await registry.newAccount(), await registry.newAccount()];
  await holdAccount(held);
  const waiting = Array.from({ length: 20 }, (_, index) =>
    held.post('Plugins', { UniqueName: `plugin-${index}` }),
  );
  await untilOneWaits();
  const late = {
    signal: AbortSignal.timeout(5_000),
    headers: { authorization: other.authorization },
  };
  const url = `${registry.url}/v1/PluginService/Plugins`;
  const body = new URLSearchParams({ UniqueName: 'beside' });
  expect((await fetch(url, { ...late, method: 'POST', body })).status).toBe(201);
  expect((await fetch(url, late)).status).toBe(200);
  await holder.query('rollback');
  expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set([201]));
});
