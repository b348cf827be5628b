// Headers that every answer has.
import type { FastifyInstance } from 'fastify';

export function addCommonHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'twilio-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
}
