// The vocabulary and the rules, pure: no DOM, no Node, no clock, no I/O.
export { ERROR_TABLE, type ErrorCode } from './error-table.ts';
export type { BootStage, PluginOutcome, PluginState, PluginTimings } from './outcome.ts';
export { type ErrorDetails, PlugboardError, reasonOf } from './plugboard-error.ts';
export {
  DEFAULT_PHASE,
  type ManifestPlugin,
  parseReleaseManifest,
  type RefusedEntry,
  type ReleaseManifest,
  UNIQUE_NAME,
} from './release-manifest.ts';
export type * from './resources.ts';
export { isSid, looksLikeSid, SID_PREFIX, type SidKind, sidFromBytes } from './sid.ts';
