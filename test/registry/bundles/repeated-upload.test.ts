// Uploads with an Idempotency-Key: sent again they get the first answer again, and another upload gets none.
import { type HostingRegistry, startHostingRegistry, type UploadFile } from './hosting-registry.ts';

const FILES: readonly UploadFile[] = [
  ['bundle.js', 'entry()'],
  ['chunks/1.js', 'chunk()'],
];

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry();
});
afterAll(() => hosting.stop());

function send(key: string, { version = '1.0.0', files = FILES, fields = {} } = {}) {
  return hosting.upload('notes', version, files, fields, { 'idempotency-key': key });
}

const changes = async () => (await hosting.account.get('Audit')).body.audit.length as number;

test('the same upload with the same key gets the first answer again, in whatever order it is sent', async () => {
  const first = await send('key-1');
  const before = await changes();
  const again = await send('key-1', { files: [...FILES].reverse() });
  expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual(first.body);
  expect(await changes()).toBe(before);
});

test('of equal uploads at once with one key all get the same answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send('key-2', { version: '2.0.0' })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(new Set(answers.map(({ body }) => body.sid)).size).toBe(1);
});

test.each([
  ['other bytes', { files: [['bundle.js', 'other()']] as const }],
  ['another name of a file', { files: [FILES[0], ['chunks/2.js', 'chunk()']] as UploadFile[] }],
  ['another version', { version: '3.0.1' }],
  ['another field', { fields: { Changelog: 'other' } }],
])('a used key is refused for %s, and nothing is stored', async (_what, other) => {
  await send('key-3', { version: '3.0.0' });
  const [changed, stored] = [await changes(), await hosting.filesOnDisk()];
  const { status, body } = await send('key-3', { version: '3.0.0', ...other });
  expect([status, body.details.reason]).toEqual([422, 'idempotency-key-reused']);
  expect([await changes(), await hosting.filesOnDisk()]).toEqual([changed, stored]);
});

test('a key of another request is refused for an upload', async () => {
  const key = { 'idempotency-key': 'key-4' };
  expect((await hosting.account.post('Plugins', { UniqueName: 'other' }, key)).status).toBe(201);
  expect((await send('key-4', { version: '4.0.0' })).status).toBe(422);
});

test('an upload that finds its version there says so again under its key', async () => {
  await send('key-5', { version: '5.0.0' });
  const second = await send('key-6', { version: '5.0.0' });
  const third = await send('key-6', { version: '5.0.0' });
  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([200, null]);
  expect([third.status, third.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
});

test('a refused upload does not use its key up', async () => {
  expect((await send('key-7', { version: 'none' })).status).toBe(400);
  expect((await send('key-7', { version: '7.0.0' })).status).toBe(201);
});

test('a key that is none is refused', async () => {
  const { status, body } = await send('two words');
  expect([status, body.details.reason]).toEqual([400, 'idempotency-key-invalid']);
});

test('the description of the API says that uploads take a key', async () => {
  const { paths } = await (await fetch(`${hosting.account.url}/openapi.json`)).json();
  const { requestBody, parameters } =
    paths['/v1/PluginService/Plugins/{PluginSid}/Versions/Upload'].post;
  const inHeaders = parameters.filter((parameter: { in: string }) => parameter.in === 'header');
  expect(inHeaders.map(({ name }: { name: string }) => name)).toEqual(['Idempotency-Key']);
  expect(Object.keys(requestBody?.content ?? {})).not.toContain(
    'application/x-www-form-urlencoded',
  );
});
