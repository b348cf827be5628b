// Slow clients, and an end that is asked for under load: healthy clients notice neither.
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/registry/index.ts';
import type { TestAccount } from '../support/test-account.ts';
import { findFaults, findLost } from './inspect.ts';
import { buildRegistryProcess, startRegistryProcess } from './registry-process.ts';

let folder: string;
beforeAll(buildRegistryProcess, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-clients-'));
});
afterEach(() => rm(folder, { recursive: true }));

const SLOW = 300;

test(`${SLOW} clients with slow headers, slow bodies and slow reading hold nobody up`, async () => {
  // Long enough that all of them are still at it when the healthy ones have finished.
  const registry = await startRegistryProcess({ dataFolder: folder, requestTimeoutMs: 120_000 });
  const { account } = registry;
  for (let index = 0; index < 50; index += 1) await account.deploy(`p${index}`);
  await account.post('Releases/Compose', { Enable: 'p1@1.0.0' });
  const slow = Array.from({ length: SLOW }, (_, index) => openSlowly(account, index));
  for (let round = 0; round < 20; round += 1) {
    const healthy = await Promise.all([
      account.get('Plugins?PageSize=50'),
      account.post('Plugins', { UniqueName: `healthy${round}` }),
      account.get('Plugins/p1/Versions'),
      fetch(`${account.url}/v1/PluginService/Releases/Active/Manifest`),
    ]);
    expect(healthy.map(({ status }) => status)).toEqual([200, 201, 200, 200]);
  }
  expect(slow.filter((socket) => socket.closed)).toEqual([]);
  for (const socket of slow) socket.destroy();
  expect(await registry.end('SIGTERM')).toBe(0);
}, 110_000);

test('clients that do not send their request in time are cut off', async () => {
  const registry = await startRegistryProcess({ dataFolder: folder, requestTimeoutMs: 1000 });
  const { account } = registry;
  const late = [0, 1].map((index) => openSlowly(account, index));
  await Promise.all(late.map(untilClosed));
  expect((await account.get('Plugins')).status).toBe(200);
  expect(await registry.end('SIGTERM')).toBe(0);
}, 60_000);

/** However it ends: cut off in mid-sentence, a client sees a reset as often as an answer. */
function untilClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}

function openSlowly({ url, authorization }: TestAccount, index: number): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  const head = (method: string) =>
    `${method} /v1/PluginService/Plugins HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n`;
  if (index % 3 === 0) socket.write(head('GET'));
  else if (index % 3 === 1) {
    socket.write(
      `${head('POST')}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nUnique`,
    );
  } else {
    // Asks for far more than it reads.
    socket.pause();
    socket.write(`${head('GET')}\r\n`.repeat(50));
  }
  if (index % 3 < 2) socket.resume();
  return socket;
}

test('SIGTERM under load: no 5xx, nothing acknowledged is lost, and the process ends by itself', async () => {
  const registry = await startRegistryProcess({ dataFolder: folder });
  const { account } = registry;
  await account.deploy('a');
  await account.post('Releases/Compose', { Enable: 'a@1.0.0' });
  const statuses = new Set<number>();
  const readers = Array.from({ length: 8 }, () => readUntilGone(account));
  const acknowledged: string[] = [];
  let refused = 0;
  let enough: () => void = () => undefined;
  const underWay = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const clients = Array.from({ length: 16 }, async (_, client) => {
    for (let index = 0; ; index += 1) {
      try {
        const { status, body } = await account.post('Plugins', {
          UniqueName: `p${client}-${index}`,
        });
        statuses.add(status);
        if (status === 201) acknowledged.push(body.sid as string);
        if (acknowledged.length === 100) enough();
      } catch {
        // The listening socket is gone, or an idle connection was closed just as it was used.
        refused += 1;
        return;
      }
    }
  });
  await underWay;
  const code = await registry.end('SIGTERM');
  await Promise.all(clients);
  expect([...statuses]).toEqual([201]);
  for (const { whole, problems } of await Promise.all(readers)) {
    expect(problems).toEqual([]);
    expect(whole).toBeGreaterThan(0);
  }
  expect([code, refused]).toEqual([0, 16]);
  const database = await openDatabase({ dataFolder: folder });
  expect(await findLost(database, acknowledged)).toEqual([]);
  expect(await findFaults(database)).toEqual([]);
  await database.destroy();
}, 60_000);

type Reading = { readonly whole: number; readonly problems: readonly string[] };

/** Asks for the manifest on one connection after the other, as desktops do, until nobody listens. */
async function readUntilGone({ url }: TestAccount): Promise<Reading> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const problems: string[] = [];
  let whole = 0;
  for (;;) {
    const outcome = await readManifest(url, agent);
    if (outcome === 'whole') whole += 1;
    else if (outcome === 'gone') break;
    else problems.push(outcome);
  }
  agent.destroy();
  return { whole, problems };
}

/**
 * `gone` when no byte of an answer came: nobody listens, or an idle connection was closed just as it was used, and
 * then the same request goes to another process. Whatever began has to come to its end.
 */
function readManifest(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const request = get(`${url}/v1/PluginService/Releases/Active/Manifest`, { agent }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.once('end', () => {
        const isWhole = answer.statusCode === 200 && text.endsWith('}');
        resolve(isWhole ? 'whole' : `${answer.statusCode}: ${text}`);
      });
      answer.once('error', (error) => resolve(`cut off: ${error.message}`));
    });
    request.once('error', () => resolve('gone'));
    request.setTimeout(30_000, () => request.destroy());
  });
}
