// GET /bundles/{AccountSid}/{BundleId}/{path}: the bytes, for browsers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/api-error.ts';
import type { Api } from '../http/type-provider.ts';
import type { Grants } from '../readers/grants.ts';
import type { Readers } from '../readers/readers.ts';
import { BUNDLES_ROUTE } from './bundle-address.ts';
import type { FastBundles } from './fast-path.ts';
import type { FileAddress, FileIndex } from './file-index.ts';
import { BundlePath } from './schema.ts';
import { type FileSource, sendFile } from './send-file.ts';
import type { ServedFile } from './served-file.ts';

export type BundleAccess = {
  readonly readers: Readers;
  readonly grants: Grants;
  readonly index: FileIndex;
  readonly fast: Pick<FastBundles, 'remember'>;
};

export async function bundleRoutes(
  api: Api,
  source: FileSource,
  access: BundleAccess,
): Promise<void> {
  api.route({
    method: ['GET', 'HEAD'],
    url: BUNDLES_ROUTE,
    schema: { hide: true, params: BundlePath },
    handler: async (request, reply) => {
      const { AccountSid: accountSid, BundleId: granted, '*': path } = request.params;
      const [bundleId = '', grant] = granted.split('~', 2);
      const address = { accountSid, bundleId, path };
      const file = await access.index.find(address);
      if (!file || !(await mayRead(request, access, address, { file, grant }))) {
        throw notFound(request.url);
      }
      if (!file.private && !file.confidential) {
        allowEveryOrigin(reply);
        access.fast.remember(request.url, file);
      }
      return sendFile(request, reply, source, file);
    },
  });
}

/** Who may not read a file does not learn that it exists. */
async function mayRead(
  request: FastifyRequest,
  { readers, grants }: BundleAccess,
  { accountSid, bundleId }: FileAddress,
  { file, grant }: { file: ServedFile; grant: string | undefined },
): Promise<boolean> {
  if (!file.private && !file.confidential) return true;
  if (!file.confidential && grant !== undefined) return grants.isValid(accountSid, bundleId, grant);
  const reader = await readers.ofPrivate(request, accountSid);
  return reader !== undefined && (reader.mayDeploy || !file.confidential);
}

/** A page that checks integrity has to read the bytes; everybody may, so it is one answer for all caches. */
function allowEveryOrigin(reply: FastifyReply): void {
  void reply.header('access-control-allow-origin', '*');
  void reply.removeHeader('access-control-allow-credentials');
}
