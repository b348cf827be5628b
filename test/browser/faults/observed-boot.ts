// What an agent, and an operator, would see of one boot under a fault, on whatever page it was.
import type { BootReport } from '../../../src/domain/index.ts';

export type ObservedBoot = {
  /** Startable plugins whose init() has run to its end. */
  readonly up: readonly string[];
  readonly codes: readonly string[];
  /** From the call of bootstrap() until it resolved. */
  readonly tookMs: number;
  readonly deadlineHit: boolean;
  /** What of the plugins' code still ran after everything had arrived. */
  readonly late: readonly string[];
};

/** The codes that were told, each once: in the report, and as events while the boot went on. */
export function codesOf(report: BootReport, faults: readonly string[]): string[] {
  const outcomes = report.outcomes.flatMap(({ failure }) => failure?.code ?? []);
  return [...new Set([...report.failures.map(({ code }) => code), ...outcomes, ...faults])];
}
