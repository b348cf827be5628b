// What one boot did, as plain JSON without tokens, query strings or customer data.
import type { BootStage, PluginOutcome, PluginState, PluginTimings } from './outcome.ts';
import type { ErrorDetails, PlugboardError } from './plugboard-error.ts';
import type { ReleaseManifest } from './release-manifest.ts';
import { scrubDetails, scrubText } from './scrub.ts';

/** Where the manifest of a boot came from, best first. */
export type ManifestOrigin = 'network' | 'last-known-good' | 'seed' | 'none';

/** A failure as a report carries it: `code` is its heading in docs/errors.md. */
export type FailureReport = {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
};

export type PluginReport = {
  readonly plugin: string;
  readonly version?: string;
  readonly state: PluginState;
  readonly stage?: BootStage;
  readonly failure?: FailureReport;
  /** True where the bundle's host sends no CORS headers, so that no integrity could be checked. */
  readonly opaque?: boolean;
  /** `cache` when the bytes came from Cache Storage because the network did not deliver them. */
  readonly bytes?: 'network' | 'cache';
  /** The release's version, where the last-known-good version stood in for it. */
  readonly insteadOf?: string;
  readonly retries?: number;
  readonly mandatory?: boolean;
  readonly timings: PluginTimings;
};

export type StageTiming = { readonly startMs: number; readonly endMs: number };

export type BootReport = {
  readonly release?: {
    readonly accountSid: string;
    readonly releaseSid: string;
    readonly configurationSid: string;
    readonly dateCreated: string;
  };
  readonly origin: ManifestOrigin;
  /** Why better origins were not used, in the order in which they were tried. */
  readonly failures: readonly FailureReport[];
  readonly outcomes: readonly PluginReport[];
  /** True when every plugin of the release is initialised or deferred. */
  readonly healthy: boolean;
  /** Mandatory plugins that are not up. */
  readonly missingMandatory: readonly string[];
  /** True when the boot's deadline passed before every plugin had settled. */
  readonly deadlineHit: boolean;
  readonly overrides: readonly string[];
  readonly notes: readonly string[];
  /** Milliseconds since bootstrap() was called. */
  readonly timings: Readonly<Record<string, StageTiming>>;
};

export type BootFacts = {
  readonly manifest?: ReleaseManifest;
  readonly origin: ManifestOrigin;
  readonly failures: readonly PlugboardError[];
  readonly outcomes: readonly PluginOutcome[];
  readonly deadlineHit: boolean;
  readonly overrides: readonly string[];
  readonly notes: readonly string[];
  readonly timings: Readonly<Record<string, StageTiming>>;
};

/** Turns the facts of a boot into its report. */
export function summarise(facts: BootFacts): BootReport {
  const { manifest } = facts;
  const policies = new Map(manifest?.plugins.map((entry) => [entry.uniqueName, entry.policy]));
  const outcomes = facts.outcomes.map((outcome) =>
    reportPlugin(outcome, policies.get(outcome.plugin) === 'mandatory'),
  );
  return {
    ...(manifest && {
      release: {
        accountSid: manifest.accountSid,
        releaseSid: manifest.releaseSid,
        configurationSid: manifest.configurationSid,
        dateCreated: manifest.dateCreated,
      },
    }),
    origin: facts.origin,
    failures: facts.failures.map(reportFailure),
    outcomes,
    healthy: manifest !== undefined && outcomes.every(isUp),
    missingMandatory: missingMandatory(outcomes),
    deadlineHit: facts.deadlineHit,
    overrides: facts.overrides,
    notes: facts.notes.map(scrubText),
    timings: facts.timings,
  };
}

/** A refused duplicate has the name of the entry that is used. */
function missingMandatory(outcomes: readonly PluginReport[]): string[] {
  const up = new Set(outcomes.filter(isUp).map(({ plugin }) => plugin));
  const mandatory = outcomes.filter((it) => it.mandatory && !up.has(it.plugin));
  return [...new Set(mandatory.map(({ plugin }) => plugin))];
}

/** A failure without what must not leave the browser. */
export function reportFailure(error: PlugboardError): FailureReport {
  return {
    code: error.code,
    message: scrubText(error.message),
    details: scrubDetails(error.details),
  };
}

/** One outcome as plain data. */
export function reportPlugin(outcome: PluginOutcome, mandatory = false): PluginReport {
  const { timings = {}, ...rest } = outcome;
  const { error, ...shown } = { error: undefined, ...rest };
  return {
    ...shown,
    ...(error && { failure: reportFailure(error) }),
    ...(mandatory && { mandatory }),
    timings,
  };
}

function isUp({ state }: PluginReport): boolean {
  return state === 'initialised' || state === 'deferred';
}
