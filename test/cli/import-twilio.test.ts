// plugboard import twilio against a double of Twilio's API: whole, kept as it was, and not stopped by anything.
import { spawn } from 'node:child_process';
import {
  composeRelease,
  createApiKey,
  fetchActiveRelease,
  listConfigurations,
  listConfiguredPlugins,
  listPlugins,
  listPluginVersions,
  listReleases,
} from '../../src/client/index.ts';
import { CliBench } from './support/cli-bench.ts';
import { startImportGate } from './support/import-gate.ts';
import { addRelease, aTwilioAccount } from './support/twilio-account.ts';
import { startTwilioDouble, type TwilioDouble } from './support/twilio-double.ts';

let bench: CliBench;
let twilio: TwilioDouble;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.start();
  twilio = await startTwilioDouble(aTwilioAccount());
});
afterEach(async () => {
  await twilio.close();
  await bench.stop();
});

const line = () => `import twilio --from ${twilio.url}`;

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** What the registry has, in the words of the double. */
async function expectCopy(): Promise<void> {
  const { account } = twilio;
  const of = <Row extends object>(row: Row, keys: readonly (keyof Row)[]) =>
    keys.map((key) => row[key]);
  const same = <Row extends { sid: string }>(
    here: readonly Row[],
    there: readonly object[],
    keys: readonly (keyof Row)[],
  ) => {
    const theirs = [...there].reverse() as Row[];
    expect(here.map((row) => of(row, keys))).toEqual(theirs.map((row) => of(row, keys)));
  };
  const plugins = await collect(listPlugins(bench.api));
  same(plugins, account.plugins, [
    'sid',
    'unique_name',
    'archived',
    'date_created',
    'date_updated',
  ]);
  for (const { sid } of plugins) {
    const versions = await collect(listPluginVersions(bench.api, sid));
    const keys = [
      'sid',
      'version',
      'plugin_url',
      'private',
      'archived',
      'validated',
      'date_created',
    ] as const;
    same(versions, account.versions.get(sid) ?? [], keys);
  }
  const configurations = await collect(listConfigurations(bench.api));
  same(configurations, account.configurations, ['sid', 'name', 'archived', 'date_created']);
  for (const { sid } of configurations) {
    const members = await collect(listConfiguredPlugins(bench.api, sid));
    expect(members.map((it) => [it.plugin_version_sid, it.phase])).toEqual(
      account.members.get(sid)?.map((it) => [it['plugin_version_sid'], it['phase']]),
    );
  }
  const releases = await collect(listReleases(bench.api));
  same(releases, account.releases, ['sid', 'configuration_sid', 'date_created']);
}

test('everything comes over with its SIDs, dates and order, and the same release is live', async () => {
  const result = await bench.json(line(), { env: twilio.login });
  expect(result).toMatchObject({ plugins: 7, versions: 26, configurations: 25, releases: 7 });
  expect(result).toMatchObject({ created: 65, updated: 0, unchanged: 0 });
  await expectCopy();
  const live = twilio.account.releases.at(-1)?.sid;
  expect((await fetchActiveRelease(bench.api))?.sid).toBe(live);
  expect(await bench.live()).toEqual(['plugin-5@1.1.0:3', 'plugin-1@1.1.0:3']);
  expect(await bench.json('audit verify')).toMatchObject({ ok: true, count: 66 });
});

test('429 and 500 in between only cost time', async () => {
  twilio.fault = (count) => (count % 5 === 0 ? 429 : count % 7 === 0 ? 500 : undefined);
  const { exit, stderr, stdout } = await bench.run(line(), { env: twilio.login });
  expect([exit, stdout]).toEqual([0, expect.stringContaining('Imported 7 plugins')]);
  expect(stderr).toMatch(/^No undo: /m);
  expect(stderr).toMatch(/Twilio: status 429; another try/);
  expect(stderr).toMatch(/Twilio: status 500; another try/);
  await expectCopy();
});

test('killed again and again, it goes on where it was, and no release appears before its time', async () => {
  for (const killAt of [4, 9, 18, 30, 45]) {
    await runUntil(killAt);
    const releases = await collect(listReleases(bench.api));
    expect(releases).toEqual([]);
  }
  const before = twilio.requests;
  const result = await bench.json<{ created: number; unchanged: number }>(line(), {
    env: twilio.login,
  });
  expect(result.created + result.unchanged).toBe(65);
  expect(result.unchanged).toBeGreaterThan(33);
  await expectCopy();
  // The plugins of configurations that had arrived were not asked for again.
  expect(twilio.requests - before).toBeLessThan(60);
});

test('with more releases than one request takes, an interruption never leaves an old one live', async () => {
  for (let number = 8; number <= 250; number += 1) addRelease(twilio.account, number, 21);
  const newest = twilio.account.releases.at(-1)?.sid;
  await runUntilImported(1);
  const there = await collect(listReleases(bench.api));
  expect(there.length).toBeLessThan(250);
  expect((await fetchActiveRelease(bench.api))?.sid).toBe(newest);
  addRelease(twilio.account, 251, 13);
  await runUntilImported(2);
  const next = twilio.account.releases.at(-1)?.sid;
  expect((await fetchActiveRelease(bench.api))?.sid).toBe(next);
  const result = await bench.json<{ created: number; unchanged: number }>(line(), {
    env: twilio.login,
  });
  expect(result.created + result.unchanged).toBe(58 + 251);
  await expectCopy();
});

test('run again it changes nothing, and later it brings over what is new', async () => {
  await bench.ok(line(), { env: twilio.login });
  expect(await bench.json(line(), { env: twilio.login })).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 65,
  });
  addRelease(twilio.account, 8, 21);
  const [first] = twilio.account.plugins;
  twilio.account.plugins[0] = { ...first, sid: String(first?.sid), description: 'New text' };
  expect(await bench.json(line(), { env: twilio.login })).toMatchObject({ created: 1, updated: 1 });
  await expectCopy();
});

test('a registry that released something itself is not overruled', async () => {
  await bench.publish('own', '1.0.0');
  await composeRelease(bench.api, { enable: ['own@1.0.0'] });
  expect(await bench.failure(line(), { env: twilio.login })).toMatchObject({
    status: 4,
    code: 'import-after-release',
  });
  expect(await bench.live()).toEqual(['own@1.0.0:3']);
});

test('wrong or missing credentials on either side are exit code 3', async () => {
  expect(await bench.failure(line())).toMatchObject({
    status: 3,
    code: 'twilio-credentials-missing',
  });
  const wrong = { ...twilio.login, TWILIO_AUTH_TOKEN: 'wrong' };
  expect(await bench.failure(line(), { env: wrong })).toMatchObject({
    status: 3,
    code: 'twilio-credentials-refused',
    message: 'Twilio says: Authenticate',
    advice: expect.stringContaining('TWILIO_AUTH_TOKEN'),
  });
  const here = { ...twilio.login, PLUGBOARD_AUTH_TOKEN: 'wrong' };
  expect(await bench.failure(line(), { env: here })).toMatchObject({
    status: 3,
    code: 'credentials-refused',
    advice: expect.stringContaining('plugboard login'),
  });
  const key = await createApiKey(bench.api, { friendlyName: 'CI', scopes: ['release'] });
  const env = { ...twilio.login, PLUGBOARD_API_KEY: key.sid, PLUGBOARD_API_SECRET: key.secret };
  expect(await bench.failure(line(), { env })).toMatchObject({ status: 3, code: 'scope-missing' });
});

test('what is wrong with Twilio is not said of the registry', async () => {
  bench.host.files.set('/v1/PluginService/Plugins?PageSize=100', { body: '<html>' });
  const other = `import twilio --from ${bench.host.url}`;
  expect(await bench.failure(other, { env: twilio.login })).toMatchObject({
    status: 6,
    code: 'twilio-not-json',
    advice: expect.stringContaining('--from'),
  });
});

/** Starts the command and kills it when so many requests with releases were answered, before the next one arrives. */
async function runUntilImported(requests: number): Promise<void> {
  const gate = await startImportGate(bench.registry.url, requests);
  const env = { ...bench.login, ...twilio.login, PLUGBOARD_URL: gate.url };
  const child = spawn(process.execPath, [bench.main, ...line().split(' ')], {
    env: { PATH: process.env['PATH'], ...env },
  });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  void gate.full.then(() => child.kill('SIGKILL'));
  expect(await exited).toBe('SIGKILL');
  await gate.close();
}

/** Starts the command and kills it, without a chance to clean up, when the double gets its n-th request. */
function runUntil(request: number): Promise<void> {
  const last = twilio.requests + request;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bench.main, ...line().split(' ')], {
      env: { PATH: process.env['PATH'], ...bench.login, ...twilio.login },
    });
    child.once('error', reject);
    child.once('exit', (_code, signal) => {
      twilio.onRequest = () => undefined;
      if (signal === 'SIGKILL') resolve();
      else reject(new Error('it ended before it was killed'));
    });
    twilio.onRequest = (count) => {
      if (count === last) child.kill('SIGKILL');
    };
  });
}
