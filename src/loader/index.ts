// The loader: `bootstrap()` and the shapes it speaks in.
export {
  type BootReport,
  type ErrorCode,
  explain,
  type FailureReport,
  type ManifestOrigin,
  PlugboardError,
  type PluginReport,
} from '../domain/index.ts';
export type { BootEvent } from './boot-events.ts';
export { bootstrap } from './bootstrap.ts';
export type {
  BootstrapOptions,
  BootTimeouts,
  FlexNamespace,
  FlexUser,
  RegistrySource,
} from './options.ts';
export type { PlugboardGlobal } from './publish-report.ts';
