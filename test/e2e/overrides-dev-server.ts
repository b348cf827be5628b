// A dev server as plugin authors run it: serves one plugin on localhost, and tells when it was built anew.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type DevServer = {
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** Serves another build from now on and tells every desktop that listens. */
  build(source: string): void;
  close(): Promise<void>;
};

export async function startDevServer(plugin: string, source: string): Promise<DevServer> {
  let current = source;
  const requests: string[] = [];
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-cache');
    if (request.url === `/plugins/${plugin}.js`) {
      response.setHeader('content-type', 'text/javascript');
      response.end(current);
    } else if (request.url === `/plugins/${plugin}.events`) {
      response.setHeader('content-type', 'text/event-stream');
      response.write(': listening\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    } else {
      response.writeHead(404).end();
    }
  });
  await once(server.listen(0, 'localhost'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    build: (built) => {
      current = built;
      for (const listener of listeners) listener.write('data: built\n\n');
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
