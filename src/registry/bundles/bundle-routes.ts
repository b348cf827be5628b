// GET /bundles/{AccountSid}/{BundleId}/{path}: the bytes, for browsers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identify } from '../auth/authenticate.ts';
import { allows } from '../auth/scopes.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/api-error.ts';
import type { Api } from '../http/type-provider.ts';
import { BUNDLES_PATH } from './bundle-address.ts';
import { createFileIndex } from './file-index.ts';
import { BundlePath } from './schema.ts';
import { type FileSource, sendFile } from './send-file.ts';
import type { ServedFile } from './served-file.ts';

export async function bundleRoutes(api: Api, context: Context, source: FileSource): Promise<void> {
  const index = createFileIndex(context.database);

  api.route({
    method: ['GET', 'HEAD'],
    url: `${BUNDLES_PATH}/:AccountSid/:BundleId/*`,
    schema: { hide: true, params: BundlePath },
    handler: async (request, reply) => {
      const { AccountSid: accountSid, BundleId: bundleId, '*': path } = request.params;
      const file = await index.find({ accountSid, bundleId, path });
      if (!file || !(await mayRead(context, request, accountSid, file))) {
        throw notFound(request.url);
      }
      if (!file.private && !file.confidential) allowEveryOrigin(reply);
      return sendFile(request, reply, source, file);
    },
  });
}

/** Who may not read a file does not learn that it exists. */
async function mayRead(
  context: Context,
  request: FastifyRequest,
  accountSid: string,
  file: ServedFile,
): Promise<boolean> {
  if (!file.private && !file.confidential) return true;
  const caller = await identify(context.database, request.headers.authorization);
  if (caller?.accountSid !== accountSid) return false;
  return !file.confidential || allows(caller, 'deploy');
}

/** A page that checks integrity has to read the bytes; everybody may, so it is one answer for all caches. */
function allowEveryOrigin(reply: FastifyReply): void {
  void reply.header('access-control-allow-origin', '*');
  void reply.removeHeader('access-control-allow-credentials');
}
