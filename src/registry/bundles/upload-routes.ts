// POST /Plugins/{PluginSid}/Versions/Upload: bytes and version in one call.
import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { badRequest, notFound } from '../http/api-error.ts';
import { idempotencyOf } from '../http/idempotency.ts';
import { originOf } from '../http/origin.ts';
import { readReason } from '../http/reason.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { PluginVersion, PluginVersionsPath } from '../plugin-versions/schema.ts';
import { findPlugin } from '../plugins/store.ts';
import { drainRequest } from './drain-request.ts';
import type { Hosting } from './hosting.ts';
import { maxBundleBytesOf } from './max-bundle-bytes.ts';
import { onOwnTime } from './on-own-time.ts';
import { publishUpload } from './publish-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { UploadFields } from './schema.ts';
import { uploadFingerprint } from './upload-fingerprint.ts';

export async function uploadRoutes(parent: Api, context: Context, hosting: Hosting): Promise<void> {
  // A scope of its own: the rest of the API takes forms and nothing else.
  await parent.register(async (api: Api) => {
    await api.register(multipart);
    api.route({
      method: 'POST',
      url: '/Plugins/:PluginSid/Versions/Upload',
      config: { scope: 'deploy' },
      schema: {
        summary: 'Plugboard: uploads a bundle (multipart/form-data) and creates its version.',
        consumes: ['multipart/form-data'],
        params: PluginVersionsPath,
        response: { ...answers(200, PluginVersion), ...answers(201, PluginVersion) },
      },
      handler: async (request, reply) => {
        const caller = callerOf(request);
        const { accountSid } = caller;
        const plugin = await findPlugin(context.database, accountSid, request.params.PluginSid);
        if (!plugin) throw notFound(request.url);
        if (!request.isMultipart()) {
          throw badRequest('body-missing', 'An upload has the type multipart/form-data');
        }
        // A key that is none is refused before its bytes are read.
        const key = idempotencyOf(request);
        const origin = originOf(request, context.settings.publicUrl);
        const { status, body, isReplayed } = await onOwnTime(request, async () => {
          const upload = await receive(request, reply, context, hosting);
          try {
            const fields = checkFields(request, upload.fields);
            const idempotency = key && uploadFingerprint(key, upload);
            const by = { caller, requestId: request.id, reason: readReason(upload.fields) };
            const publication = { by, plugin, upload, fields, origin, idempotency };
            return await publishUpload(context, hosting, publication);
          } finally {
            await upload.discard();
          }
        });
        if (isReplayed) void reply.header('idempotent-replayed', 'true');
        void reply.code(status);
        return body;
      },
    });
  });
}

async function receive(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  { staging }: Hosting,
) {
  try {
    const maxBytes = await maxBundleBytesOf(context, callerOf(request).accountSid);
    return await receiveUpload(request, staging, maxBytes);
  } catch (error) {
    void reply.header('connection', 'close');
    await drainRequest(request.raw);
    throw error;
  }
}

/** The same check, with the same answer, that a form body gets from its route. */
function checkFields(request: FastifyRequest, fields: Record<string, string>): UploadFields {
  const validate = request.compileValidationSchema(UploadFields);
  const checked = { ...fields };
  if (validate(checked)) return checked as unknown as UploadFields;
  const error = new Error('The parameters are not acceptable');
  throw Object.assign(error, { statusCode: 400, validation: validate.errors });
}
