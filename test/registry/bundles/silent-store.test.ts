// A store that falls silent or breaks off in the middle of a file: nobody waits for ever, and the next reader gets it.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createS3Store } from '../../../src/registry/bundles/s3-store.ts';
import { upload } from './hosting-registry.ts';
import { type RegistryOverStore, startRegistryOverStore } from './registry-over-store.ts';

const SMALL = Buffer.from('small()');
/** More than is kept in memory, so it is passed on as it comes. */
const LARGE = Buffer.alloc(3 * 1024 * 1024, 'large(); ');

type Mood = 'well' | 'silent' | 'broken';

let mood: Mood;
let server: Server;
let registry: RegistryOverStore;
/** Reads of files since the start, by the mood that they met. */
let met: Mood[];

const blobs = new Map<string, Buffer>();

/** As much of S3 as is asked for here. */
function startStore(): Promise<Server> {
  const store = createServer((request, response) => {
    const key = request.url ?? '';
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        blobs.set(key, Buffer.concat(chunks));
        response.end();
      });
      return;
    }
    const bytes = blobs.get(key);
    response.writeHead(bytes ? 200 : 404, { 'content-length': bytes?.length ?? 0 });
    if (request.method === 'HEAD') response.end();
    else sendAs(mood, response, bytes ?? Buffer.alloc(0));
  });
  return new Promise((resolve) => {
    store.listen(0, '127.0.0.1', () => resolve(store));
  });
}

function sendAs(now: Mood, response: ServerResponse, bytes: Buffer): void {
  met.push(now);
  if (now === 'well') response.end(bytes);
  else {
    response.write(bytes.subarray(0, bytes.length / 2), () => {
      if (now === 'broken') response.destroy();
    });
  }
}

beforeEach(async () => {
  mood = 'well';
  met = [];
  server = await startStore();
  const { port } = server.address() as AddressInfo;
  const settings = {
    url: `http://127.0.0.1:${port}/bundles`,
    region: 'us-east-1',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
  };
  registry = await startRegistryOverStore(() =>
    createS3Store(settings, { answerMs: 5_000, silenceMs: 1_000 }),
  );
});
afterEach(async () => {
  await registry.stop();
  server.closeAllConnections();
  server.close();
  blobs.clear();
});

async function publish(name: string, bytes: Buffer): Promise<string> {
  const { body } = await upload(registry.account, name, [['bundle.js', bytes]], {
    Version: '1.0.0',
  });
  return body.plugin_url;
}

test.each(['silent', 'broken'] as const)(
  'everybody who waits for a file of which the store is %s is told so, and the next one gets it',
  async (kind) => {
    const url = await publish('small', SMALL);
    mood = kind;
    const refused = await Promise.all(Array.from({ length: 5 }, () => fetch(url)));
    for (const answer of refused) {
      const { details } = await answer.json();
      expect([answer.status, details.reason]).toEqual([503, 'storage-unavailable']);
      expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable');
    }
    mood = 'well';
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, SMALL.toString()]);
  },
);

test('readers who come together cause one read, also one that fails', async () => {
  const url = await publish('small', SMALL);
  mood = 'silent';
  await Promise.all(Array.from({ length: 5 }, () => fetch(url)));
  expect(met).toEqual(['silent']);
});

test.each(['silent', 'broken'] as const)(
  'a large file of which the store is %s ends torn for its reader, and whole for the next one',
  async (kind) => {
    const url = await publish('large', LARGE);
    mood = kind;
    // Its compressed twins are small.
    const headers = { 'accept-encoding': 'identity' };
    const torn = await fetch(url, { headers });
    await expect(torn.arrayBuffer()).rejects.toThrow();
    mood = 'well';
    expect((await (await fetch(url, { headers })).arrayBuffer()).byteLength).toBe(LARGE.length);
  },
);
