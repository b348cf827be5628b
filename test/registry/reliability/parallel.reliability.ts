// Many writers at once, in one process over SQLite and in two over PostgreSQL: order is strict and nobody is lost.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type RegistryOptions } from '../../../src/registry/index.ts';
import {
  createPostgresDatabase,
  type PostgresServer,
  startPostgres,
} from '../support/postgres-server.ts';
import type { Answer, TestAccount } from '../support/test-account.ts';
import { findFaults } from './inspect.ts';
import {
  buildRegistryProcess,
  type RegistryProcess,
  startRegistryProcess,
} from './registry-process.ts';

const RELEASES = 200;

/** Does what a 503 asks for. The key makes a repetition safe, even if the first one had been taken. */
async function untilTaken(account: TestAccount, form: Record<string, string>): Promise<Answer> {
  const headers = { 'idempotency-key': `compose ${form['Enable']}`.replace(' ', '-') };
  for (;;) {
    const answer = await account.post('Releases/Compose', form, headers);
    if (answer.status !== 503) return answer;
  }
}

describe.each([
  ['one process over SQLite', 1],
  ['two processes over PostgreSQL', 2],
])('%s', (_, count) => {
  let folder: string;
  let server: PostgresServer | undefined;
  let options: RegistryOptions;
  const processes: RegistryProcess[] = [];
  const accounts: TestAccount[] = [];

  beforeAll(async () => {
    await buildRegistryProcess();
    folder = await mkdtemp(join(tmpdir(), 'plugboard-parallel-'));
    options = { dataFolder: folder };
    if (count > 1) {
      server = await startPostgres();
      options = { ...options, databaseUrl: await createPostgresDatabase(server, 'parallel') };
    }
    // Together, as behind a balancer: they race for the migration and for the first account too.
    processes.push(
      ...(await Promise.all(Array.from({ length: count }, () => startRegistryProcess(options)))),
    );
    accounts.push(...processes.map((one) => one.account));
  }, 60_000);

  afterAll(async () => {
    await Promise.all(processes.map((one) => one.end('SIGTERM')));
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  const accountFor = (index: number) => accounts[index % accounts.length] as TestAccount;

  test('all processes have the same account', () => {
    expect(new Set(accounts.map(({ credentials }) => credentials.authToken)).size).toBe(1);
  });

  test(`${RELEASES} parallel composed releases are all live in the end`, async () => {
    const names = Array.from({ length: RELEASES }, (_, index) => `p${index}`);
    for (const name of names) await accountFor(0).deploy(name);
    const Enable = names.map((name) => `${name}@1.0.0`);
    const base = await accountFor(0).post('Releases/Compose', { Enable, Name: 'base' });
    for (const name of names) await accountFor(0).addVersion(name, '2.0.0');
    const answers = await Promise.all(
      names.map((name, index) =>
        untilTaken(accountFor(index), { Base: base.body.sid, Enable: `${name}@2.0.0` }),
      ),
    );
    expect(answers.filter(({ status }) => status !== 201).map(({ body }) => body)).toEqual([]);
    const active = (await accountFor(1).get('Releases/Active')).body;
    const { plugins } = (
      await accountFor(1).get(`Configurations/${active.configuration_sid}/Plugins`)
    ).body;
    expect(plugins.map((row: { version: string }) => row.version)).toEqual(
      Array(RELEASES).fill('2.0.0'),
    );
    const { releases } = (await accountFor(0).get('Releases?PageSize=1000')).body;
    expect(releases).toHaveLength(RELEASES + 1);
  }, 300_000);

  test('of 50 parallel identical version creations one is made', async () => {
    await accountFor(0).post('Plugins', { UniqueName: 'once' });
    const form = { Version: '1.0.0', PluginUrl: 'https://cdn.example/once.js' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        accountFor(index).post('Plugins/once/Versions', form),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect((await accountFor(1).get('Plugins/once/Versions')).body.plugin_versions).toHaveLength(1);
  }, 60_000);

  test('the audit trail is one unbroken line', async () => {
    const database = await openDatabase(options);
    expect(await findFaults(database)).toEqual([]);
    await database.destroy();
  }, 60_000);
});
