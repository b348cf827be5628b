// The vocabulary and the rules, pure: no DOM, no Node, no clock, no I/O.

export { type PlanContext } from './admit-plugins.ts';
export {
  applyOverrides,
  type OverriddenRelease,
  type OverrideWish,
} from './apply-overrides.ts';
export {
  type BootFacts,
  type BootReport,
  type FailureReport,
  type ManifestOrigin,
  type PluginReport,
  reportFailure,
  reportPlugin,
  type StageTiming,
  summarise,
} from './boot-report.ts';
export {
  type DevOverride,
  formatDevOverride,
  localBundleUrl,
  parseDevOverrides,
  parseSafeMode,
  type SafeMode,
} from './dev-override.ts';
export { ERROR_TABLE, type ErrorCode } from './error-table.ts';
export { explain } from './explain.ts';
export { isIntegrity } from './integrity.ts';
export {
  type LoadPhase,
  type LoadPlan,
  type PlannedPlugin,
  planLoad,
  type RefusedPlugin,
} from './load-plan.ts';
export type { BootStage, PluginOutcome, PluginState, PluginTimings } from './outcome.ts';
export { type ErrorDetails, PlugboardError, reasonOf } from './plugboard-error.ts';
export {
  type BundleAddress,
  type ReleaseBundle,
  usableReleaseBundle,
} from './release-bundle.ts';
export {
  DEFAULT_PHASE,
  type ManifestPlugin,
  parseReleaseManifest,
  type RefusedEntry,
  type ReleaseManifest,
  UNIQUE_NAME,
} from './release-manifest.ts';
export type * from './resources.ts';
export { rootCauseOf } from './root-cause.ts';
export { scrubText } from './scrub.ts';
export { isSid, looksLikeSid, SID_PREFIX, type SidKind, sidFromBytes } from './sid.ts';
export { findStandIn, planWithStandIns } from './stand-in.ts';
export { versionOf } from './version-of.ts';
export { createRangeMatcher, type RangeMatcher } from './version-range.ts';
