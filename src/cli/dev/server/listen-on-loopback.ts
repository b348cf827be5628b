// Listens on this machine only, on both of its addresses: `localhost` means either, as the browser likes.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPortTaken, portTaken } from '../../failures/port-taken.ts';

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

const TRIES = 5;

/** Port 0 takes a free one. Rejects with `port-taken`. */
export async function listenOnLoopback(
  answer: RequestListener,
  wanted: number,
): Promise<Listening> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await listenOnBoth(answer, wanted);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      // A port that is free on one address may be taken on the other; the next free one is another.
      if (wanted !== 0 || tries === TRIES) throw portTaken(wanted, error);
    }
  }
}

async function listenOnBoth(answer: RequestListener, wanted: number): Promise<Listening> {
  const four = createServer(answer);
  const port = await listen(four, '127.0.0.1', wanted);
  const servers = [four];
  const six = createServer(answer);
  try {
    await listen(six, '::1', port);
    servers.push(six);
  } catch (error) {
    if (!isAbsent(error)) {
      await close(four);
      throw error;
    }
  }
  return { port, close: async () => void (await Promise.all(servers.map(close))) };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Many containers have no IPv6. */
function isAbsent(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(code);
}
