// /metrics: request counts and durations by route, and what Node says about the process, in Prometheus' format.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export function measureRequests(app: FastifyInstance): void {
  // A registry of its own: two apps in one process must not count for each other.
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'plugboard_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [register],
  });

  app.addHook('onResponse', async (request, reply) => {
    // The route, not the path: a label per SID would grow without end.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: reply.statusCode };
    durations.observe(labels, reply.elapsedTime / 1000);
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const text = await register.metrics();
    return reply.type(register.contentType).send(text);
  });
}
