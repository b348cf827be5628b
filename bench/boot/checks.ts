// What must hold in every run, however noisy the machine is. None of it is a time.
import type { MeasuredRow } from './measure.ts';
import { rowTitle } from './row.ts';
import type { Cell } from './summarise.ts';

export type CheckedNames = {
  readonly ours: readonly string[];
  /** Whose second and third visits find every bundle in the HTTP cache. */
  readonly cached: readonly string[];
};

/** One sentence for each thing that is wrong. */
export function findFaults(measured: MeasuredRow, names: CheckedNames): string[] {
  const faults = measured.cells.flatMap((cell) => faultsOf(cell, names));
  const exported = new Set(
    measured.samples.flatMap(({ result }) => ('exported' in result ? [result.exported] : [])),
  );
  if (exported.size > 1) faults.push('not every contender ran the same code');
  return faults.map((fault) => `${rowTitle(measured.row)}: ${fault}`);
}

function faultsOf(cell: Cell, { ours, cached }: CheckedNames): string[] {
  const { contender, visit, failures, violations, mostCdnRequests } = cell;
  const faults: string[] = [];
  if (failures.length > 0) faults.push(`did not boot: ${failures[0]}`);
  if (ours.includes(contender) && violations > 0) faults.push('started plugins out of order');
  if (cached.includes(contender) && visit !== 'cold' && mostCdnRequests > 0)
    faults.push(`asked for ${mostCdnRequests} bundles that it had`);
  return faults.map((fault) => `${contender} (${visit}) ${fault}`);
}
