// The Plugins API server as a table of contents: what every request passes, then one line per resource.
import Fastify, { type FastifyInstance } from 'fastify';
import { apiKeyRoutes } from './api-keys/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { requireCredentials } from './auth/authenticate.ts';
import { bundleRoutes } from './bundles/bundle-routes.ts';
import { createByteCache } from './bundles/byte-cache.ts';
import { createFastBundles } from './bundles/fast-path.ts';
import { createFileIndex } from './bundles/file-index.ts';
import { bundleFilesRoute } from './bundles/files-route.ts';
import { createReleaseBundles } from './bundles/release/release-bundles.ts';
import { uploadRoutes } from './bundles/upload-routes.ts';
import { configurationRoutes } from './configurations/routes.ts';
import { configuredPluginRoutes } from './configured-plugins/routes.ts';
import type { Context } from './context.ts';
import { flexListRoutes } from './flex-lists/routes.ts';
import { answerFirst } from './http/answer-first.ts';
import { addCommonHeaders } from './http/common-headers.ts';
import { allowOrigins } from './http/cors.ts';
import { answerErrors } from './http/error-answers.ts';
import { acceptForms } from './http/form-body.ts';
import { API_PATH } from './http/origin.ts';
import { limitRate } from './http/rate-limit.ts';
import { serverOptions } from './http/server-options.ts';
import type { Api } from './http/type-provider.ts';
import { importRoutes } from './import/routes.ts';
import { fastManifests } from './manifest/fast-path.ts';
import { createManifests, type Manifests } from './manifest/manifests.ts';
import { manifestRoutes } from './manifest/routes.ts';
import { describeApi } from './operations/description.ts';
import { healthRoutes } from './operations/health.ts';
import { measureRequests } from './operations/metrics.ts';
import { pluginVersionRoutes } from './plugin-versions/routes.ts';
import { pluginRoutes } from './plugins/routes.ts';
import { createGrants } from './readers/grants.ts';
import { createReaders } from './readers/readers.ts';
import { createSoleAccount } from './readers/sole-account.ts';
import { createTokenMemory } from './readers/token-memory.ts';
import { releaseRoutes } from './releases/routes.ts';

/** Builds the app over an open database; it does not listen, and closing it leaves the database open. */
export async function createApp(given: Context): Promise<FastifyInstance> {
  const { settings, hosting } = given;
  const app = Fastify(serverOptions(given));
  const onFault = (error: unknown) => app.log.warn({ err: error }, 'manifest from memory');
  const grants = await createGrants(given);
  const releaseBundles = createReleaseBundles(given, {
    onBuilt: (accountSid) => manifests.renew(accountSid),
    onFault,
  });
  const manifests: Manifests = createManifests(given, { grants, releaseBundles }, onFault);
  const soleAccount = createSoleAccount(given);
  const tokens = createTokenMemory(settings.flexTokens, {
    trustMs: settings.trustTokensMs,
    now: () => given.now(),
  });
  const readers = createReaders(given, tokens, soleAccount);
  const context: Context = { ...given, onRelease: manifests.renew };
  const { renew: onRelease, renewAll: onListening } = manifests;
  given.releaseNotices?.listen({ onRelease, onListening, onFault });
  answerErrors(app);
  acceptForms(app);
  addCommonHeaders(app);
  await allowOrigins(app, settings.corsOrigins);
  const durations = settings.metrics ? measureRequests(app) : undefined;
  await describeApi(app);
  healthRoutes(app, context);

  await app.register(
    async (api: Api) => {
      await limitRate(api, settings.rateLimitPerMinute);
      requireCredentials(api, context);
      await pluginRoutes(api, context);
      await pluginVersionRoutes(api, context);
      bundleFilesRoute(api, context);
      if (hosting) await uploadRoutes(api, context, hosting);
      await configurationRoutes(api, context);
      await configuredPluginRoutes(api, context);
      manifestRoutes(api, context, { manifests, readers });
      await releaseRoutes(api, context);
      await auditRoutes(api, context);
      await apiKeyRoutes(api, context);
      await importRoutes(api, context);
    },
    { prefix: API_PATH },
  );
  const source = hosting && { store: hosting.store, cache: createByteCache(hosting.store) };
  const access = { readers, grants, index: createFileIndex(given.database) };
  const fast = source && createFastBundles(source.cache);
  if (source && fast) await bundleRoutes(app, source, { ...access, fast });
  await flexListRoutes(app, context, { ...access, source });
  app.addHook('onClose', () => releaseBundles.idle());
  const fastManifest = fastManifests(context, manifests, soleAccount);
  answerFirst(app, fast ? [fastManifest, fast] : [fastManifest], { durations, settings });
  return app;
}
