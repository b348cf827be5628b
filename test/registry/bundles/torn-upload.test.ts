// Uploads that never come to their end: the connection breaks, the client stops, the sizes lie.
import { once } from 'node:events';
import { connect } from 'node:net';
import { type HostingRegistry, startHostingRegistry } from './hosting-registry.ts';
import { until } from './until.ts';

// Longer than Jest's five seconds: two of these uploads wait for the registry to give them up.
jest.setTimeout(30_000);

const STEP = 64 * 1024;
const BOUNDARY = 'plugboard-test';
const FIRST = Buffer.alloc(5 * STEP, 'first file; ');
const SECOND = Buffer.alloc(5 * STEP, 'second file; ');

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry({ requestTimeoutMs: 2_000 });
  await hosting.account.post('Plugins', { UniqueName: 'torn' });
});
afterAll(() => hosting.stop());

const part = (head: string, content: Buffer | string) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);

const BODY = Buffer.concat([
  part('name="Version"', '1.0.0'),
  part('name="File"; filename="bundle.js"', FIRST),
  part('name="File"; filename="chunk.js"', SECOND),
  Buffer.from(`--${BOUNDARY}--\r\n`),
]);

const head = (length: string) =>
  [
    'POST /v1/PluginService/Plugins/torn/Versions/Upload HTTP/1.1',
    'Host: registry',
    `Authorization: ${hosting.account.authorization}`,
    `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
    length,
    '\r\n',
  ].join('\r\n');

/** Sends the head and so many bytes, then does what it is told with the connection; resolves to what came back. */
async function send(length: string, bytes: Buffer, then: 'destroy' | 'end' | 'wait') {
  const { port } = new URL(hosting.account.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  const answer: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answer.push(chunk));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await new Promise((sent) =>
    socket.write(Buffer.concat([Buffer.from(head(length)), bytes]), sent),
  );
  const closed = once(socket, 'close');
  if (then === 'destroy') socket.destroy();
  if (then === 'end') socket.end();
  await closed;
  return Buffer.concat(answer).toString();
}

const nothingIncoming = () =>
  until('the upload being forgotten', async () => (await hosting.filesOnDisk()).length === 0);

const version = () => hosting.account.get('Plugins/torn/Versions/1.0.0');

for (let at = 0; at < BODY.length; at += STEP) {
  test(`an upload that breaks off after ${at / 1024} KB leaves nothing`, async () => {
    await send(`Content-Length: ${BODY.length}`, BODY.subarray(0, at), 'destroy');
    await nothingIncoming();
    expect((await version()).status).toBe(404);
  });
}

test('a body without its end is refused', async () => {
  const cut = BODY.subarray(0, -(BOUNDARY.length + 6));
  const answer = await send(`Content-Length: ${cut.length}\r\nConnection: close`, cut, 'wait');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  await nothingIncoming();
});

test('a body that is shorter than it said is given up in time', async () => {
  const answer = await send(`Content-Length: ${BODY.length + 10}`, BODY.subarray(0, -10), 'wait');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await nothingIncoming();
  expect((await version()).status).toBe(404);
});

test('a chunked body that never ends is given up in time', async () => {
  const chunk = BODY.subarray(0, STEP);
  const bytes = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk]);
  const answer = await send('Transfer-Encoding: chunked', bytes, 'wait');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await nothingIncoming();
});

test('after all that the whole upload is taken', async () => {
  const answer = await send(`Content-Length: ${BODY.length}\r\nConnection: close`, BODY, 'wait');
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
  const { body } = await version();
  const served = await fetch(hosting.account.url + new URL(body.plugin_url).pathname);
  expect(await served.text()).toBe(FIRST.toString());
});
