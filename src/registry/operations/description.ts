// /openapi.json: the API as a document, made from the schemas that check it. /docs: the same for people.
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
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
    transform: ({ schema, url, route }) => ({
      url,
      schema: route.method === 'POST' ? describePost(schema, url) : schema,
    }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) => {
    // The page is text and its own style; nothing in it may run.
    void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return reply.type('text/html; charset=utf-8').send(describePage(app.swagger()));
  });
}

const CONDITIONAL = /\/Releases(\/Compose)?$/;

/** Described here only: what reads these headers checks them, with reasons of its own. */
function describePost(schema: FastifySchema, url: string): FastifySchema {
  const properties = {
    'Idempotency-Key': header('1 to 255 printable characters: sent again, it is carried out once.'),
    ...(CONDITIONAL.test(url) && {
      'If-Match': header('SID of the release that has to be active, or * for any: else a 412.'),
    }),
  };
  return {
    ...schema,
    consumes: schema.consumes ?? ['application/x-www-form-urlencoded'],
    headers: { type: 'object', properties },
  };
}

function header(description: string) {
  return { type: 'string', description };
}
