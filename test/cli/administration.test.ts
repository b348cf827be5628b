// audit, keys, backup and restore.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basicAuth, composeRelease, fetchReleaseManifest } from '../../src/client/index.ts';
import { openSqliteDriver } from '../../src/registry/database/sqlite-driver.ts';
import { startRegistry } from '../../src/registry/index.ts';
import { CliBench } from './support/cli-bench.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

test('the audit trail lists changes, narrows them, and verifies', async () => {
  await bench.publish('orders', '1.0.0');
  const { sid } = await composeRelease(bench.api, { enable: ['orders@1.0.0'], reason: 'Ticket 9' });
  expect(await bench.json(`audit list --resource ${sid}`)).toMatchObject([
    { action: 'release.create', reason: 'Ticket 9', resource_sid: sid },
  ]);
  expect(await bench.json('audit list --action plugin.create --limit 1')).toHaveLength(1);
  expect(await bench.ok('audit list')).toMatch(/release\.create.*Ticket 9/);
  expect(await bench.json('audit verify')).toMatchObject({ ok: true, count: 5, problem: null });
  expect(await bench.ok('audit verify')).toMatch(/^Whole: 5 rows, head [0-9a-f]{64}\n$/);
});

test('an exported trail verifies without a registry, and tells an altered or a cut one', async () => {
  await bench.publish('orders', '1.0.0');
  await bench.publish('orders', '1.1.0');
  const trail = await bench.ok('audit list --json');
  const file = `${bench.folder}/trail.json`;
  await writeFile(file, trail);
  const offline = { env: { PLUGBOARD_URL: '' } };
  const { head } = await bench.json<{ head: string }>('audit verify --file trail.json', offline);
  const rows = JSON.parse(trail) as { reason: string | null }[];

  await writeFile(
    file,
    JSON.stringify(rows.map((row, at) => (at === 1 ? { ...row, reason: 'x' } : row))),
  );
  expect(await bench.json('audit verify --file trail.json', { ...offline, exit: 5 })).toMatchObject(
    {
      ok: false,
      sequence: 3,
      problem: expect.stringContaining('changed'),
    },
  );
  await writeFile(file, JSON.stringify(rows.slice(1)));
  await bench.json('audit verify --file trail.json', offline);
  const line = `audit verify --file trail.json --head ${head}`;
  expect(await bench.json(line, { ...offline, exit: 5 })).toMatchObject({
    problem: expect.stringContaining('missing'),
  });
  await bench.publish('orders', '1.2.0');
  expect(await bench.json(`audit verify --head ${head}`)).toMatchObject({ ok: true });
});

test('a key is created with its secret shown once, works, and is revoked', async () => {
  const key = await bench.json<{ sid: string; secret: string; undo: string }>(
    'keys create pipeline --scope deploy --scope read',
  );
  const env = { PLUGBOARD_API_KEY: key.sid, PLUGBOARD_API_SECRET: key.secret };
  await bench.ok('status', { env });
  expect(await bench.failure('release --enable x@1.0.0', { env })).toMatchObject({
    status: 3,
    code: 'scope-missing',
  });
  const list = await bench.ok('keys list --json');
  expect(JSON.parse(list)).toMatchObject([{ name: 'pipeline', scopes: ['deploy', 'read'] }]);
  expect(list).not.toContain(key.secret);
  expect(await bench.failure(`keys revoke ${key.sid}`)).toMatchObject({ status: 2 });
  expect(key.undo).toBe(`plugboard keys revoke ${key.sid} --yes`);
  expect(await bench.json(`keys revoke ${key.sid} --yes`)).toMatchObject({ revoked: true });
  expect(await bench.failure('status', { env })).toMatchObject({ status: 3 });
  expect(await bench.failure('keys create nothing')).toMatchObject({ status: 2 });
});

test('a backup of a running registry starts elsewhere with the same release, bundle and credentials', async () => {
  await writeFile(`${bench.folder}/bundle.js`, 'kept();');
  await bench.ok('deploy --name orders --version 1.0.0 --bundle bundle.js');
  const { sid } = await composeRelease(bench.api, { enable: ['orders@1.0.0'] });
  expect(await bench.json('backup saved --data data')).toMatchObject({
    data: `${bench.folder}/data`,
  });
  expect((await stat(`${bench.folder}/saved`)).mode & 0o077).toBe(0);
  expect((await stat(`${bench.folder}/saved/credentials.json`)).mode & 0o077).toBe(0);

  expect(await bench.run('restore saved --data elsewhere')).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/^Restored /),
    stderr: expect.stringMatching(/^No undo: /),
  });
  const restored = await startRegistry({ dataFolder: `${bench.folder}/elsewhere` });
  try {
    const { accountSid, authToken } = restored.credentials;
    const api = {
      ...bench.api,
      baseUrl: restored.url,
      authorize: basicAuth(accountSid, authToken),
    };
    const manifest = await fetchReleaseManifest(api);
    expect(manifest?.release_sid).toBe(sid);
    const { pathname } = new URL(manifest?.plugins[0]?.plugin_url ?? '');
    expect(await (await fetch(`${restored.url}${pathname}`)).text()).toBe('kept();');
  } finally {
    await restored.close();
  }
});

test('a restore tells programs what it put where', async () => {
  const saved = await bench.json<{ files: number; bytes: number }>('backup saved --data data');
  expect(await bench.json('restore saved --data elsewhere')).toEqual({
    ...saved,
    folder: `${bench.folder}/saved`,
    data: `${bench.folder}/elsewhere`,
  });
});

test('a backup leaves the schema of the database as it is, whichever version of Plugboard works with it', async () => {
  await bench.registry.close();
  const schemaOf = async (folder: string, set?: number): Promise<unknown> => {
    const database = await openSqliteDriver(`${bench.folder}/${folder}/registry.sqlite`);
    if (set !== undefined) database.exec(`update schema_version set version = ${set}`);
    const row = database.prepare('select version from schema_version').get();
    database.close();
    return row;
  };
  for (const version of [99, 1]) {
    await schemaOf('data', version);
    await bench.ok(`backup saved-${version} --data data`);
    expect(await schemaOf('data')).toEqual({ version });
    expect(await schemaOf(`saved-${version}`)).toEqual({ version });
  }
});

test('backup and restore refuse folders that are taken or empty', async () => {
  expect(await bench.failure('backup saved --data nowhere')).toMatchObject({ status: 2 });
  await bench.ok('backup saved --data data');
  expect(await bench.failure('backup saved --data data')).toMatchObject({
    status: 5,
    code: 'folder-not-empty',
  });
  expect(await bench.failure('backup data/credentials.json/in --data data')).toMatchObject({
    status: 5,
    code: 'folder-unusable',
  });
  expect(await bench.failure('restore saved --data data')).toMatchObject({
    status: 4,
    code: 'data-exists',
  });
  expect(await bench.failure('restore nowhere --data fresh')).toMatchObject({ status: 2 });
  expect(await readFile(`${bench.folder}/data/credentials.json`, 'utf8')).toContain('authToken');
});

test('a second registry on the same data folder is refused with a code', async () => {
  expect(await bench.failure('serve --port 0 --data data')).toMatchObject({
    status: 4,
    code: 'data-folder-in-use',
  });
  await bench.ok('status');
});
