// accounts: made and changed in the data folder or in PostgreSQL, while the registry works.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { basicAuth, createPlugin } from '../../src/client/index.ts';
import { openSqliteDriver } from '../../src/registry/database/sqlite-driver.ts';
import { openTestDatabase } from '../registry/support/databases.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

type NewAccount = { accountSid: string; authToken: string };

const loginOf = ({ accountSid, authToken }: NewAccount) => ({
  PLUGBOARD_ACCOUNT_SID: accountSid,
  PLUGBOARD_AUTH_TOKEN: authToken,
});

test('another account works in the running registry, apart from the first', async () => {
  await bench.publish('orders', '1.0.0');
  const line = ['accounts', 'create', 'Berlin', '--max-plugins', '1', '--reason', 'Ticket 9'];
  const made = await bench.json<NewAccount>([...line, '--data', 'data']);
  const env = loginOf(made);
  expect(await bench.json('list plugins', { env })).toEqual([]);
  expect(await bench.json('audit list', { env })).toMatchObject([
    { action: 'account.create', actor: 'operator', reason: 'Ticket 9' },
  ]);
  const api = { ...bench.api, authorize: basicAuth(made.accountSid, made.authToken) };
  await createPlugin(api, { uniqueName: 'orders' });
  await expect(createPlugin(api, { uniqueName: 'notes' })).rejects.toThrow('may have 1 plugins');
  const all = await bench.ok('accounts list --data data --json');
  expect(JSON.parse(all)).toMatchObject([{ name: 'First account' }, { name: 'Berlin' }]);
  expect(all).not.toContain(made.authToken);
});

test('people see the token of a new account once, and that there is no way back', async () => {
  expect(await bench.run('accounts create Paris --data data')).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/^Account +AC\w{32}\nAuth token +\w{64}\nThe token is not shown/),
    stderr: expect.stringMatching(/^No undo: /),
  });
  expect(await bench.ok('accounts list --data data')).toMatch(/Paris +default +default/);
});

test('limits hold from the next request on, and the undo brings back what was', async () => {
  const { accountSid } = bench.registry.credentials;
  const change = (flags: string) =>
    bench.json<{ undo: string }>(`accounts limits ${accountSid} ${flags} --data data`);
  await change('--max-versions 9 --engine @twilio/flex-ui=2.17.1');
  const changed = await change('--max-plugins 0 --engine none');
  expect(changed).toMatchObject({ maxPlugins: 0, maxVersions: 9, engines: [] });
  await expect(bench.publish('orders', '1.0.0')).rejects.toThrow('may have 0 plugins');
  expect(changed.undo).toBe(
    `plugboard accounts limits ${accountSid} --max-plugins none --engine @twilio/flex-ui=2.17.1 --data data`,
  );
  const back = await bench.json(changed.undo.replace('plugboard ', ''));
  expect(back).toMatchObject({
    maxPlugins: null,
    maxVersions: 9,
    engines: [{ name: '@twilio/flex-ui', version: '2.17.1' }],
  });
  expect(await change('--max-versions 9')).not.toHaveProperty('undo');
  expect(await bench.json('audit list --action account.limits')).toHaveLength(3);
});

test('a new token of the first account is in credentials.json, and the old one is refused', async () => {
  const { accountSid } = bench.registry.credentials;
  const line = `accounts rotate-token ${accountSid} --data data`;
  expect(await bench.failure(line)).toMatchObject({ status: 2 });
  const rotated = await bench.json<NewAccount>(`${line} --yes`);
  const file = join(bench.folder, 'data', 'credentials.json');
  expect(rotated).toMatchObject({ credentialsFile: file });
  const { authToken } = rotated;
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ accountSid, authToken });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await bench.failure('status')).toMatchObject({ status: 3 });
  await bench.ok('status', { env: loginOf(rotated) });
});

test('what is not there is refused with a code', async () => {
  const nobody = `AC${'0'.repeat(32)}`;
  const failures = [
    [`accounts limits ${nobody} --max-plugins 1 --data data`, 1, 'account-unknown'],
    [`accounts rotate-token ${nobody} --yes --data data`, 1, 'account-unknown'],
    [`accounts limits ${nobody} --data data`, 2, 'usage'],
    [`accounts limits ${nobody} --max-plugins many --data data`, 2, 'usage'],
    [`accounts limits ${nobody} --engine flex --data data`, 2, 'usage'],
    ['accounts list --data nowhere', 2, 'usage'],
  ] as const;
  for (const [line, status, code] of failures) {
    expect([line, await bench.failure(line)]).toMatchObject([line, { status, code }]);
  }
  await expect(stat(join(bench.folder, 'nowhere'))).rejects.toThrow('ENOENT');
  const env = { PLUGBOARD_PORT: 'x' };
  expect(await bench.failure('accounts list --data data', { env })).toMatchObject({
    status: 2,
    code: 'environment-invalid',
  });
});

test.each([
  [99, 'schema-too-new'],
  [1, 'schema-too-old'],
])('a database of schema %d is refused and left as it is', async (version, code) => {
  await bench.registry.close();
  const database = await openSqliteDriver(join(bench.folder, 'data', 'registry.sqlite'));
  database.exec(`update schema_version set version = ${version}`);
  expect(await bench.failure('accounts list --data data')).toMatchObject({ status: 5, code });
  const row = database.prepare('select version from schema_version').get();
  database.close();
  expect(row).toEqual({ version });
});

test('PostgreSQL is named by the environment as for serve', async () => {
  const { options, remove } = await openTestDatabase('PostgreSQL');
  const env = { PLUGBOARD_DATABASE_URL: options.databaseUrl ?? '' };
  const made = await bench.json<NewAccount>('accounts create Berlin', { env });
  await bench.ok(`accounts limits ${made.accountSid} --max-plugins 3`, { env });
  const rotated = await bench.json<NewAccount>(`accounts rotate-token ${made.accountSid} --yes`, {
    env,
  });
  expect(rotated.authToken).not.toBe(made.authToken);
  expect(await bench.json('accounts list', { env })).toMatchObject([
    { sid: made.accountSid, name: 'Berlin', maxPlugins: 3 },
  ]);
  await remove();
  expect(await bench.failure('accounts list', { env })).toMatchObject({
    status: 6,
    code: 'storage-unavailable',
  });
});
