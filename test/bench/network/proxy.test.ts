// The proxy on real sockets: what goes in comes out, and a server that is down refuses. No times are checked.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLink } from '../../../bench/network/link.ts';
import type { Network } from '../../../bench/network/networks.ts';
import { type Proxy, startProxy } from '../../../bench/network/proxy.ts';
import type { Line } from '../../../bench/network/shape-connection.ts';
import { createTimeline } from '../../../bench/network/timeline.ts';

const NETWORK: Network = { rttMs: 4, bitsPerSecond: 100_000_000 };
/** More than any buffer on the way holds. */
const ANSWER = 'plug'.repeat(100_000);

let folder: string;
let server: Server;
let proxy: Proxy;

function openLine(): Line {
  const link = () => createLink(NETWORK.bitsPerSecond);
  return { timeline: createTimeline(), network: NETWORK, up: link(), down: link() };
}

async function start(line: Line | undefined): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'plugboard-proxy-'));
  const path = join(folder, 's.sock');
  server = createServer({ allowHalfOpen: true }, (socket) => {
    let question = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      question += chunk;
    });
    socket.on('end', () => socket.end(question + ANSWER));
  });
  server.listen(path);
  await once(server, 'listening');
  proxy = await startProxy(path, line);
}

afterEach(async () => {
  await proxy.close();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

for (const [title, line] of [
  ['over a line of the model', openLine],
  ['straight over loopback', () => undefined],
] as const) {
  test(`a question and its answer come through whole, ${title}`, async () => {
    await start(line());
    const browser = connect({ port: proxy.port, allowHalfOpen: true });
    browser.end('question');
    expect((await text(browser)) === `question${ANSWER}`).toBe(true);
  });

  test(`a server that is down resets connections, ${title}, and answers again when it is up`, async () => {
    await start(line());
    proxy.refuse(true);
    const refused = connect({ port: proxy.port });
    refused.resume();
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');

    proxy.refuse(false);
    const browser = connect({ port: proxy.port, allowHalfOpen: true });
    browser.end('again');
    expect((await text(browser)) === `again${ANSWER}`).toBe(true);
  });
}
