// /healthz: the process answers. /readyz: its database answers too, and in time.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { ApiError } from '../http/api-error.ts';

/** Whoever asks waits a few seconds at most, and a database that needs as long serves no requests. */
const READY_WITHIN_MS = 2_000;

export function healthRoutes(app: FastifyInstance, context: Context): void {
  app.route({ method: 'GET', url: '/healthz', handler: async () => ({ status: 'ok' }) });

  app.route({
    method: 'GET',
    url: '/readyz',
    handler: async () => {
      await inTime(sql`select 1`.execute(context.database));
      return { status: 'ready' };
    },
  });
}

async function inTime(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(notReady()), READY_WITHIN_MS);
  });
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function notReady(): ApiError {
  return new ApiError(503, 'The database of the registry did not answer in time', {
    details: { reason: 'storage-unavailable' },
    headers: { 'retry-after': '1' },
  });
}
