// Keeps a connection open while it is the registry that takes its time, not the client.
import type { FastifyRequest } from 'fastify';

/**
 * A connection on which nothing moves is cut off without an answer, so that nobody keeps one for nothing. While files
 * are unpacked, compressed and stored nothing moves either, and on a busy machine that takes as long as it takes. How
 * long the client may take to send its request is another limit, which stays.
 */
export async function onOwnTime<Result>(
  { raw, server }: FastifyRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  const { socket } = raw;
  socket.setTimeout(0);
  try {
    return await work();
  } finally {
    socket.setTimeout(server.server.timeout);
  }
}
