// /openapi.json: the API as a document, made from the schemas that check it. /docs: the same for people.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { describePage } from './description-page.ts';

export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      // The first version in which a schema is a JSON schema, as ours are.
      openapi: '3.1.0',
      info: {
        title: 'Plugboard registry',
        description:
          "Twilio's Plugins API (PluginService) and Plugboard's additions, which are marked as such.",
        version: '1.0.0',
      },
      components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
      security: [{ basic: [] }],
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    // The page is text and its own style; nothing in it may run.
    void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return reply.type('text/html; charset=utf-8').send(describePage(app.swagger()));
  });
}
