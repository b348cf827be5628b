// /metrics: request counts and durations by route, and what Node says about the process, in Prometheus' format.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type RequestLabels = {
  readonly method: string;
  /** The route, not the path: a label per SID would grow without end. */
  readonly route: string;
  readonly status: number;
};

export type CountRequest = (labels: RequestLabels, elapsedMs: number) => void;

/** Counts what the framework answers; what goes out in front of it is counted by the function that is returned. */
export function measureRequests(app: FastifyInstance): CountRequest {
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

  const count: CountRequest = (labels, elapsedMs) => durations.observe(labels, elapsedMs / 1000);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    count({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime);
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const text = await register.metrics();
    return reply.type(register.contentType).send(text);
  });
  return count;
}
