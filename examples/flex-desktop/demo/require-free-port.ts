// Finds out before long work begins whether a port can be had, so that the message comes at once.
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Rejects with one line that names the flag to change when something else listens on the port. */
export async function requireFreePort(port: number, flag: string): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen({ port, host: '127.0.0.1', exclusive: true }), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken by another program; choose one with ${flag} <port>.`, {
      cause: error,
    });
  }
  probe.close();
  await once(probe, 'close');
}
