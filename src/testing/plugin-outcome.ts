// What became of one plugin, as its author wants to read it.
import {
  type BootReport,
  type ErrorCode,
  explain,
  type FailureReport,
  type PluginReport,
} from '../domain/index.ts';
import type { PluginTrace } from './plugin-code.ts';

export type OutcomeError = Omit<FailureReport, 'code'> & {
  /** A heading of docs/errors.md, which says what to do about it. */
  readonly code: ErrorCode;
  /** What happened, in one sentence. */
  readonly explanation: string;
  /** What the plugin's constructor or init() threw, as it was thrown; absent for a bundle given as text. */
  readonly cause?: unknown;
};

/** `state` is `initialised`, `failed`, `skipped`, `refused` or `deferred`; timings are ms of the clock. */
export type PluginOutcome = Omit<PluginReport, 'failure'> & {
  /** Absent where the plugin is up. */
  readonly error?: OutcomeError;
};

/** Throws where the boot knows nothing of the plugin. */
export function outcomeOf(
  report: BootReport | undefined,
  name: string,
  trace: PluginTrace | undefined,
): PluginOutcome {
  if (!report) throw new Error('Nothing is known yet: boot the desktop first.');
  const outcome = report.outcomes.find(({ plugin }) => plugin === name);
  if (!outcome) throw new Error(`The boot knows no ${name}: ${explain(report, name)}`);
  const { failure, ...rest } = outcome;
  if (!failure) return rest;
  const thrown = trace && 'thrown' in trace ? { cause: trace.thrown } : {};
  const code = failure.code as ErrorCode;
  return { ...rest, error: { ...failure, code, explanation: explain(report, name), ...thrown } };
}
