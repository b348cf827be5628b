// Typed calls of the Plugins API over a given fetch, for browsers and Node.
export {
  type ApiKeyResource,
  type ApiKeyScope,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from './api-keys.ts';
export { type AuditFilters, type AuditResource, listAudit } from './audit.ts';
export { type Bundle, type BundleSource, fetchBundle } from './bundle.ts';
export {
  type BundleFile,
  fetchBundleFiles,
  type NewHostedVersion,
  uploadPluginVersion,
} from './bundles.ts';
export {
  type ComposedReleaseResource,
  composeRelease,
  type PluginToEnable,
  type ReleaseChanges,
} from './compose-release.ts';
export {
  archiveConfiguration,
  createConfiguration,
  fetchConfiguration,
  listConfigurations,
  listConfiguredPlugins,
  type NewConfiguration,
} from './configurations.ts';
export {
  type ImportCounts,
  type ImportedConfiguration,
  type ImportRecords,
  importRecords,
} from './import-records.ts';
export type { ListOptions } from './pages.ts';
export {
  archivePluginVersion,
  createPluginVersion,
  fetchPluginVersion,
  listPluginVersions,
  type NewPluginVersion,
} from './plugin-versions.ts';
export {
  archivePlugin,
  createPlugin,
  fetchPlugin,
  listPlugins,
  type PluginTexts,
  updatePlugin,
} from './plugins.ts';
export { basicAuth, DEFAULT_TIMEOUT_MS, type PluginsApi } from './plugins-api.ts';
export {
  isNotFound,
  isRefusedFor,
  PluginsApiError,
  type PluginsApiErrorFacts,
  type PluginsApiErrorKind,
  undefinedWhenNotFound,
} from './plugins-api-error.ts';
export {
  createRelease,
  fetchActiveRelease,
  fetchRelease,
  fetchReleaseManifest,
  listReleases,
  type NewRelease,
  type ReleaseGuards,
} from './releases.ts';
export { type RetryOptions, retryingFetch } from './retrying-fetch.ts';
