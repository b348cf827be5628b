// Uploading a bundle: what becomes of it, and what is refused.
import { type HostingRegistry, integrityOf, startHostingRegistry } from './hosting-registry.ts';

const CODE = 'Twilio.Flex.Plugins.init(class {});\n'.repeat(100);
const MAP = '{"version":3,"sources":[],"mappings":""}';

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry({ maxBundleBytes: 100_000 });
});
afterAll(() => hosting.stop());

const blobs = async () =>
  (await hosting.filesOnDisk()).filter((path) => !/\.(br|gz)$/.test(path)).length;

test('an upload is a version whose address and integrity the registry knows', async () => {
  const { status, body } = await hosting.upload('history', '1.0.0', [['bundle.js', CODE]], {
    Changelog: 'First & only',
    Dependencies: '{"notes":"^1.0.0"}',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    version: '1.0.0',
    changelog: 'First & only',
    integrity: integrityOf(CODE),
    dependencies: { notes: '^1.0.0' },
    private: false,
  });
  expect(body.plugin_url).toMatch(
    new RegExp(`^${hosting.account.url}/bundles/AC[0-9a-f]{32}/[0-9a-f]{64}/bundle\\.js$`),
  );
  const served = await fetch(body.plugin_url);
  expect(await served.text()).toBe(CODE);
  expect((await hosting.account.get('Plugins/history/Versions/1.0.0')).body).toEqual(body);
});

test('the reason of an upload stands in the audit trail, and one that is too long is refused', async () => {
  const long = await hosting.upload('reasoned', '1.0.0', [['bundle.js', CODE]], {
    Reason: 'x'.repeat(1001),
  });
  expect([long.status, long.body.details.parameter]).toEqual([400, 'Reason']);
  await hosting.upload('reasoned', '1.0.0', [['bundle.js', CODE]], { Reason: 'ticket 4711' });
  const { body } = await hosting.account.get('Audit?PageSize=1');
  expect(JSON.stringify(body)).toContain('"reason":"ticket 4711"');
});

test('the same upload again is the same version, other bytes are refused', async () => {
  const first = await hosting.upload('again', '1.0.0', [['bundle.js', 'first()']]);
  const second = await hosting.upload('again', '1.0.0', [['bundle.js', 'first()']]);
  expect([second.status, second.body]).toEqual([200, first.body]);
  const other = await hosting.upload('again', '1.0.0', [['bundle.js', 'second()']]);
  expect([other.status, other.body.details.reason]).toEqual([409, 'version-exists']);
  expect(await (await fetch(first.body.plugin_url)).text()).toBe('first()');
});

test('the same bytes with other declarations are another version and refused as one', async () => {
  await hosting.upload('declared', '1.0.0', [['bundle.js', 'declared()']]);
  const other = await hosting.upload('declared', '1.0.0', [['bundle.js', 'declared()']], {
    Policy: 'mandatory',
  });
  expect([other.status, other.body.message]).toEqual([
    409,
    'declared already has a version 1.0.0, with other declarations',
  ]);
});

test('a version that was registered with an address of its own takes no upload', async () => {
  await hosting.account.deploy('elsewhere', '1.0.0');
  const answer = await hosting.upload('elsewhere', '1.0.0', [['bundle.js', 'mine()']]);
  expect(answer.status).toBe(409);
});

test('the same bytes are stored once, whatever they are uploaded as', async () => {
  await hosting.upload('once', '1.0.0', [['bundle.js', 'once()']]);
  const before = await blobs();
  await hosting.upload('once', '1.0.1', [['bundle.js', 'once()']]);
  await hosting.upload('twice', '1.0.0', [['twice.js', 'once()']]);
  await hosting.upload('twice', '1.0.1', [['twice.js', 'once()']], { Private: 'true' });
  expect(await blobs()).toBe(before);
});

test('of fifty equal uploads at once one creates the version and all get it', async () => {
  await hosting.account.post('Plugins', { UniqueName: 'crowd' });
  const before = await blobs();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => hosting.upload('crowd', '1.0.0', [['bundle.js', CODE + 1]])),
  );
  const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
  expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  expect(new Set(answers.map(({ body }) => body.sid)).size).toBe(1);
  expect(await blobs()).toBe(before + 1);
});

test('of uploads of different bytes at once one wins and the others are refused', async () => {
  await hosting.account.post('Plugins', { UniqueName: 'race' });
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      hosting.upload('race', '1.0.0', [['bundle.js', `race(${index})`]]),
    ),
  );
  const winners = answers.filter(({ status }) => status === 201);
  expect(winners).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  const version = await hosting.account.get('Plugins/race/Versions/1.0.0');
  expect(version.body).toEqual(winners[0]?.body);
  const served = await fetch(version.body.plugin_url);
  expect(integrityOf(await served.text())).toBe(version.body.integrity);
});

test('a folder keeps its files beside each other', async () => {
  const { body } = await hosting.upload('folder', '1.0.0', [
    ['bundle.js', 'entry()'],
    ['chunks/1.js', 'chunk()'],
    ['images/a.png', new Uint8Array([137, 80, 78, 71])],
  ]);
  const chunk = await fetch(new URL('chunks/1.js', body.plugin_url));
  expect(await chunk.text()).toBe('chunk()');
  const image = await fetch(new URL('images/a.png', body.plugin_url));
  expect(image.headers.get('content-type')).toBe('image/png');
});

const ENTRIES: [what: string, files: string[], entry: string | undefined, expected: string][] = [
  ['bundle.js before others', ['a.js', 'bundle.js'], undefined, 'bundle.js'],
  ['the only script', ['plugin-x.js', 'plugin-x.js.map', 'x/y.js'], undefined, 'plugin-x.js'],
  ['the named file', ['a.js', 'x/b.js'], 'x/b.js', 'x/b.js'],
];
test.each(ENTRIES)('a browser is sent to %s', async (what, files, entry, expected) => {
  const { body } = await hosting.upload(
    what.replaceAll(/\W/g, '-'),
    '1.0.0',
    files.map((name) => [name, name.endsWith('.map') ? MAP : `run('${name}')`] as const),
    entry === undefined ? {} : { Entry: entry },
  );
  expect(new URL(body.plugin_url).pathname.split('/').slice(4).join('/')).toBe(expected);
});

test('without a clear entry, or with one that is not there, the upload is refused', async () => {
  const files = [['a.js', '1'] as const, ['b.js', '2'] as const];
  for (const fields of [{}, { Entry: 'c.js' }] as Record<string, string>[]) {
    const { status, body } = await hosting.upload('unclear', '1.0.0', files, fields);
    expect([status, body.details.reason]).toEqual([400, 'entry-missing']);
  }
});

test('the parameters are checked as those of any version are', async () => {
  const bad = await hosting.upload('checked', 'latest', [['bundle.js', '1']]);
  expect([bad.status, bad.body.details.parameter]).toEqual([400, 'Version']);
  const policy = await hosting.upload('checked', '1.0.0', [['bundle.js', '1']], { Policy: 'no' });
  expect([policy.status, policy.body.details.parameter]).toEqual([400, 'Policy']);
  const none = await hosting.upload('checked', '1.0.0', []);
  expect([none.status, none.body.details.reason]).toEqual([400, 'files-missing']);
});

test('a bundle above the limit is refused while it arrives and leaves nothing', async () => {
  const before = await hosting.filesOnDisk();
  const half = new Uint8Array(60_000);
  const files = [['bundle.js', half] as const, ['chunk.js', half] as const];
  const { status, body } = await hosting.upload('large', '1.0.0', files);
  expect([status, body.details.reason]).toEqual([413, 'bundle-too-large']);
  expect(await hosting.filesOnDisk()).toEqual(before);
});

test('a source map has a limit of its own', async () => {
  const map = JSON.stringify({ version: 3, sourcesContent: ['x'.repeat(300_000)] });
  const { status } = await hosting.upload('mapped', '1.0.0', [
    ['bundle.js', 'mapped()'],
    ['bundle.js.map', map],
  ]);
  expect(status).toBe(201);
});

test('only a key that may deploy may upload', async () => {
  const files = [['bundle.js', '1'] as const];
  for (const [scope, expected] of [
    ['read', 403],
    ['release', 403],
    ['deploy', 201],
  ] as const) {
    const { body } = await hosting.account.post('Keys', { FriendlyName: scope, Scopes: scope });
    const { TestAccount } = await import('../support/test-account.ts');
    const { upload } = await import('./hosting-registry.ts');
    await hosting.account.post('Plugins', { UniqueName: `by-${scope}` });
    const key = new TestAccount(hosting.account.url, {
      accountSid: body.sid,
      authToken: body.secret,
    });
    const answer = await upload(key, `by-${scope}`, files, { Version: '1.0.0' });
    expect([scope, answer.status]).toEqual([scope, expected]);
  }
});
