// /healthz: the process answers. /readyz: its database answers too, and in time.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { inTime } from '../http/in-time.ts';

/** Whoever asks waits a few seconds at most, and a database that needs as long serves no requests. */
const READY = {
  ms: 2_000,
  reason: 'storage-unavailable',
  message: 'The database of the registry did not answer in time',
};

export function healthRoutes(app: FastifyInstance, context: Context): void {
  app.route({ method: 'GET', url: '/healthz', handler: async () => ({ status: 'ok' }) });

  app.route({
    method: 'GET',
    url: '/readyz',
    handler: async () => {
      await inTime(sql`select 1`.execute(context.database), READY);
      return { status: 'ready' };
    },
  });
}
