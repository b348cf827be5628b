// /metrics: request counts and durations by route, and what Node says about the process, in Prometheus' format.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createRequestDurations, type RequestDurations } from './request-durations.ts';

/** Counts what the framework answers; what goes out in front of it is to be counted by what is returned. */
export function measureRequests(app: FastifyInstance): RequestDurations {
  // A registry of its own: two apps in one process must not count for each other.
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = createRequestDurations();

  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const route = routeOptions.url ?? 'none';
    durations.seriesOf({ method, route, status: statusCode }).observe(elapsedTime);
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const process = await register.metrics();
    return reply.type(register.contentType).send(durations.text() + process);
  });
  return durations;
}
