// The end of a registry as its clients see it: what was asked is answered, and connections end with their last answer.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningRegistry, startRegistry } from '../../src/registry/index.ts';
import { TestAccount } from './support/test-account.ts';

let folder: string;
let registry: RunningRegistry;
let account: TestAccount;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-shutdown-'));
  registry = await startRegistry({ dataFolder: folder });
  account = new TestAccount(registry.url, registry.credentials);
  await account.release(await account.configure(await account.deploy('a')));
});
afterEach(() => rm(folder, { recursive: true }));

const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

test.each([
  ['a manifest from memory', () => ({ path: MANIFEST, authorization: '' })],
  [
    'what a route answers',
    () => ({
      path: '/v1/PluginService/Plugins',
      authorization: `Authorization: ${account.authorization}\r\n`,
    }),
  ],
])(
  '%s that was asked for before the end is answered, and its connection ends with it',
  async (_, request) => {
    // The first one goes to the route, which puts it into memory.
    await fetch(registry.url + MANIFEST);
    const { path, authorization } = request();
    const head = `GET ${path} HTTP/1.1\r\nHost: x\r\n${authorization}`;
    const client = openClient();
    // One whole request and the beginning of another: the connection is not idle when the end comes.
    client.socket.write(`${head}\r\n${head}`);
    await client.until((text) => (text.match(/HTTP\/1\.1 200/g) ?? []).length === 1);
    const closed = registry.close();
    await untilNobodyListens();
    client.socket.write('\r\n');
    await client.ended;
    const last = client.text().split(/(?=HTTP\/1\.1 )/)[1] ?? '';
    expect(last).toMatch(/^HTTP\/1\.1 200 /);
    expect(last.toLowerCase()).toContain('connection: close');
    await closed;
  },
);

function openClient() {
  const socket: Socket = connect(Number(new URL(registry.url).port), '127.0.0.1');
  let text = '';
  const waiting = new Set<() => void>();
  socket.on('data', (chunk) => {
    text += String(chunk);
    for (const check of waiting) check();
  });
  return {
    socket,
    text: () => text,
    until: (isThere: (text: string) => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (isThere(text)) resolve();
        };
        waiting.add(check);
        check();
      }),
    ended: new Promise<void>((resolve, reject) => {
      socket.once('end', () => resolve());
      socket.once('error', reject);
    }),
  };
}

async function untilNobodyListens(): Promise<void> {
  const { port } = new URL(registry.url);
  for (;;) {
    const isRefused = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.once('error', () => resolve(true));
      socket.once('connect', () => {
        socket.destroy();
        resolve(false);
      });
    });
    if (isRefused) return;
  }
}
