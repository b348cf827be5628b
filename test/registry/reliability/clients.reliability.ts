// Slow clients, and an end that is asked for under load: healthy clients notice neither.
import { mkdtemp, rm } from 'node:fs/promises';
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
  const registry = await startRegistryProcess({ dataFolder: folder, requestTimeoutMs: 1000 });
  const { account } = registry;
  for (let index = 0; index < 50; index += 1) await account.deploy(`p${index}`);
  const slow = Array.from({ length: SLOW }, (_, index) => openSlowly(account, index));
  const closed = slow.filter((_, index) => index % 3 < 2).map(untilClosed);
  for (let round = 0; round < 20; round += 1) {
    const healthy = await Promise.all([
      account.get('Plugins?PageSize=50'),
      account.post('Plugins', { UniqueName: `healthy${round}` }),
      account.get('Plugins/p1/Versions'),
    ]);
    expect(healthy.map(({ status }) => status)).toEqual([200, 201, 200]);
  }
  // Whoever does not send its request in time is cut off.
  await Promise.all(closed);
  for (const socket of slow) socket.destroy();
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
  const statuses = new Set<number>();
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
  expect([code, refused]).toEqual([0, 16]);
  const database = await openDatabase({ dataFolder: folder });
  expect(await findLost(database, acknowledged)).toEqual([]);
  expect(await findFaults(database)).toEqual([]);
  await database.destroy();
}, 60_000);
