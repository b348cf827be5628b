// Puts the light page's scripts on a server, and on each of its origins the script that marks an end.
import type { FaultServer } from '../server/fault-server.ts';
import { readPageScripts } from './page-files.ts';

/** Runs after everything that the same host has sent before it. */
export const SENTINEL = '/sentinel.js';

export async function servePage(server: FaultServer): Promise<void> {
  const { host, loader } = await readPageScripts();
  server.serve(`${server.page}/host.js`, { body: host });
  server.serve(`${server.page}/plugboard-loader.js`, { body: loader });
  for (const origin of [server.page, server.registry, server.cdn]) {
    server.serve(origin + SENTINEL, {
      body: 'void 0;',
      headers: { 'cache-control': 'no-store' },
    });
  }
}
