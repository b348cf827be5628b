// What one visit gave.
import type { OriginName } from '../origin/lab.ts';
import type { BootResult } from './boot-result.ts';
import type { VisitName } from './row.ts';

export type Sample = {
  readonly contender: string;
  /** From 0. */
  readonly round: number;
  readonly visit: VisitName;
  readonly result: BootResult | { readonly failure: string };
  /** That arrived at the origins. */
  readonly requests: Readonly<Record<OriginName, number>>;
  /** Of bodies, compressed. */
  readonly bytes: number;
};

export function timeOf({ result }: Sample): number | undefined {
  return 'totalMs' in result ? result.totalMs : undefined;
}
