// /healthz: the process answers. /readyz: its database answers too.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

export function healthRoutes(app: FastifyInstance, context: Context): void {
  app.route({ method: 'GET', url: '/healthz', handler: async () => ({ status: 'ok' }) });

  app.route({
    method: 'GET',
    url: '/readyz',
    handler: async () => {
      await sql`select 1`.execute(context.database);
      return { status: 'ready' };
    },
  });
}
