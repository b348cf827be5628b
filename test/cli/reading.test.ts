// status, diff, history, describe, list, archive: what people and programs see of what is there.
import { composeRelease, createConfiguration } from '../../src/client/index.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
let first: string;
let second: string;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.start();
  await bench.publish('orders', '1.0.0', { changelog: 'First' });
  await bench.publish('orders', '1.1.0', { changelog: 'Order number' });
  await bench.publish('orders', '2.0.0', { changelog: 'New look' });
  await bench.publish('notes', '1.0.0');
  first = (await composeRelease(bench.api, { enable: ['orders@1.0.0', 'notes@1.0.0'] })).sid;
  const changes = { enable: ['orders@2.0.0'], disable: ['notes'], reason: 'Sprint 7' };
  second = (await composeRelease(bench.api, changes)).sid;
});
afterEach(() => bench.stop());

test('status says what is live, since when, by whom and why', async () => {
  const { accountSid } = bench.registry.credentials;
  expect(await bench.json('status')).toMatchObject({
    releaseSid: second,
    by: accountSid,
    reason: 'Sprint 7',
    since: expect.stringMatching(/Z$/),
    plugins: [{ plugin: 'orders', version: '2.0.0', phase: 3, archived: false }],
  });
  const text = await bench.ok('status');
  expect(text).toContain(second);
  expect(text).toMatch(/PLUGIN +VERSION +PHASE\norders +2\.0\.0 +3\n/);
});

test('diff tells upgrades with the changelogs between and the change of size', async () => {
  const result = await bench.json(`diff ${first} active`);
  expect(result).toMatchObject({
    same: false,
    changes: [
      {
        plugin: 'orders',
        kind: 'upgraded',
        from: '1.0.0',
        to: '2.0.0',
        bytesFrom: '/* orders 1.0.0 */'.length,
        bytesTo: '/* orders 2.0.0 */'.length,
        changelog: [
          { version: '2.0.0', changelog: 'New look' },
          { version: '1.1.0', changelog: 'Order number' },
        ],
      },
      { plugin: 'notes', kind: 'removed', from: '1.0.0', to: null },
    ],
  });
  const text = await bench.ok(`diff ${first} ${second}`);
  expect(text).toContain('~ orders 1.0.0 -> 2.0.0 (upgraded)');
  expect(text).toContain('1.1.0: Order number');
  expect(text).toContain('- notes 1.0.0');
});

test('diff with one id compares what is live with it, and knows moves and vanished bundles', async () => {
  const { sid } = await bench.publish('orders', '2.1.0');
  await composeRelease(bench.api, { enable: [{ pluginVersionSid: sid, phase: 3 }] });
  const configuration = await createConfiguration(bench.api, {
    name: 'Moved',
    plugins: [{ pluginVersionSid: sid, phase: 5 }],
  });
  expect(await bench.json(`diff ${configuration.sid}`)).toMatchObject({
    changes: [{ plugin: 'orders', kind: 'moved', phaseFrom: 3, phaseTo: 5, changelog: [] }],
  });
  bench.host.files.clear();
  expect(await bench.json(`diff ${first}`)).toMatchObject({
    changes: [
      { kind: 'downgraded', bytesFrom: null, bytesTo: null },
      { plugin: 'notes', kind: 'added' },
    ],
  });
  expect(await bench.json('diff active active')).toMatchObject({ same: true, changes: [] });
});

test('what others wrote cannot command the terminal; programs get it as it is', async () => {
  const nasty = 'Fine\u001b]0;title\u0007\u001b[2J\u009b1A\u202e\rNot so';
  await bench.publish('orders', '3.0.0', { changelog: nasty });
  await composeRelease(bench.api, { enable: ['orders@3.0.0'], reason: nasty });
  for (const line of ['status', 'history', 'describe version orders', `diff ${first}`]) {
    const text = await bench.ok(line);
    expect(text).toContain('Not so');
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  }
  expect(await bench.json('describe version orders')).toMatchObject({ changelog: nasty });
  const { stderr } = await bench.run(['describe', 'plugin', 'a\u001b[2Jb']);
  expect(stderr).toContain('error ');
  expect(stderr).not.toMatch(/[^\P{C}\n]/u);
});

test('history tells each release with who, why and what changed', async () => {
  const rows = await bench.json<object[]>('history');
  expect(rows).toMatchObject([
    {
      releaseSid: second,
      active: true,
      reason: 'Sprint 7',
      by: bench.registry.credentials.accountSid,
      changes: [
        { plugin: 'orders', kind: 'upgraded' },
        { plugin: 'notes', kind: 'removed' },
      ],
    },
    {
      releaseSid: first,
      active: false,
      reason: null,
      changes: [{ kind: 'added' }, { kind: 'added' }],
    },
  ]);
  expect(await bench.json('history --limit 1')).toMatchObject([{ releaseSid: second }]);
  expect(await bench.ok('history')).toMatch(/RELEASE.*\nFK.*~orders@2\.0\.0, -notes.*Sprint 7/);
});

test('describe shows a plugin, a version, a configuration and a release with what hangs on it', async () => {
  expect(await bench.json('describe plugin orders')).toMatchObject({
    activeVersion: '2.0.0',
    versions: [{ version: '2.0.0' }, { version: '1.1.0' }, { version: '1.0.0' }],
  });
  expect(await bench.json('describe version orders')).toMatchObject({
    version: '2.0.0',
    active: true,
    changelog: 'New look',
  });
  expect(await bench.json('describe version orders 1.0.0')).toMatchObject({ active: false });
  expect(await bench.json('describe version orders@1.0.0')).toMatchObject({ version: '1.0.0' });
  expect(await bench.json('describe configuration')).toMatchObject({
    active: true,
    plugins: [{ plugin: 'orders' }],
  });
  expect(await bench.json(`describe release ${first}`)).toMatchObject({
    sid: first,
    active: false,
    plugins: [{ plugin: 'orders', version: '1.0.0' }, { plugin: 'notes' }],
  });
  for (const line of ['plugin orders', 'version orders', 'configuration', 'release']) {
    expect(await bench.ok(`describe ${line}`)).toMatch(/2\.0\.0/);
  }
});

test.each(['plugin nobody', 'version orders 9.9.9', `configuration FJ${'0'.repeat(32)}`])(
  'describe %s is exit code 1 when there is none',
  async (line) => {
    expect(await bench.failure(`describe ${line}`)).toMatchObject({ status: 1, code: 'not-found' });
  },
);

test('lists come whole over all pages, archived ones when asked for', async () => {
  for (let patch = 1; patch <= 120; patch += 1) await bench.publish('many', `1.0.${patch}`);
  const versions = await bench.json<{ version: string }[]>('list versions many');
  expect(versions).toHaveLength(120);
  expect(versions[0]).toMatchObject({ version: '1.0.120', active: false });
  expect(await bench.json('list versions many --limit 7')).toHaveLength(7);

  await bench.ok('archive plugin many --yes');
  type Plugins = { name: string }[];
  const names = async (line: string) => (await bench.json<Plugins>(line)).map((it) => it.name);
  expect(await names('list plugins')).toEqual(['notes', 'orders']);
  expect(await names('list plugins --archived')).toEqual(['many', 'notes', 'orders']);
  expect(await names('list plugins --active')).toEqual(['orders']);
  expect(await bench.json('list configurations --active')).toHaveLength(1);
  expect(await bench.json('list releases')).toHaveLength(2);
  expect(await bench.ok('list plugins')).toMatch(
    /NAME +LIVE +DESCRIPTION.*\nnotes.*\norders +2\.0\.0/,
  );
});

test('archive needs a yes, refuses what is live, and is success the second time', async () => {
  expect(await bench.failure('archive plugin notes')).toMatchObject({ status: 2, code: 'usage' });
  expect(await bench.failure('archive version orders 2.0.0 --yes')).toMatchObject({
    status: 5,
    code: 'in-active-release',
  });
  expect(await bench.json('archive plugin notes --yes')).toEqual({
    archived: 'plugin notes',
    changed: true,
  });
  expect(await bench.json('archive plugin notes --yes')).toMatchObject({ changed: false });
  expect(await bench.ok('archive version orders 1.0.0 -y')).toMatch(/for good/);
  expect(await bench.json('archive version orders@1.0.0 -y')).toMatchObject({ changed: false });
  expect(await bench.failure('archive version orders -y')).toMatchObject({
    status: 2,
    code: 'usage',
    message: 'Which version of orders is to be archived?',
  });
  expect(await bench.failure('archive plugin nobody --yes')).toMatchObject({ status: 1 });
});

test('a configuration is archived, and the live one is not', async () => {
  const { configurationSid } = await bench.json('status');
  const live = `archive configuration ${configurationSid} --yes`;
  expect(await bench.failure(live)).toMatchObject({ status: 5, code: 'in-active-release' });
  const made = await bench.json('create-configuration --enable notes@1.0.0');
  const line = `archive configuration ${made['configurationSid']} --yes`;
  expect(made['undo']).toBe(`plugboard ${line}`);
  expect(await bench.json(line)).toEqual({
    archived: `configuration ${made['configurationSid']}`,
    changed: true,
  });
  expect(await bench.json(line)).toMatchObject({ changed: false });
  const nobody = `archive configuration FJ${'0'.repeat(32)} --yes`;
  expect(await bench.failure(nobody)).toMatchObject({ status: 1 });
});

test.each([
  ['diff', `diff FK${'0'.repeat(32)}`, { status: 1, code: 'not-found' }],
  ['diff of what is no SID', 'diff yesterday', { status: 2, code: 'usage' }],
  ['list versions', 'list versions nobody', { status: 1, code: 'not-found' }],
  ['describe release', `describe release FK${'0'.repeat(32)}`, { status: 1, code: 'not-found' }],
])('%s is a failure with a code when there is none', async (_, line, failure) => {
  expect(await bench.failure(line)).toMatchObject(failure);
});

test.each(['history', 'list plugins', 'audit list'])(
  '%s with wrong credentials is exit code 3',
  async (line) => {
    const env = { PLUGBOARD_AUTH_TOKEN: 'wrong' };
    expect(await bench.failure(line, { env })).toMatchObject({
      status: 3,
      code: 'credentials-refused',
    });
  },
);
