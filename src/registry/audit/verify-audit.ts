// Verifies an audit trail offline, from its rows alone: whoever exported them needs no database and no network.
import { CHAIN_START, chainHash } from './hash-chain.ts';
import type { AuditResource } from './resource.ts';

export type AuditVerdict =
  | { readonly ok: true; readonly count: number; readonly head: string }
  | { readonly ok: false; readonly sequence: number; readonly problem: string };

/**
 * Checks that the rows, sorted or not, are the whole trail of one account from its first change on and that none was
 * changed. Rows cut off at the end can only be noticed with `expectedHead`, the newest hash noted elsewhere.
 */
export function verifyAudit(rows: readonly AuditResource[], expectedHead?: string): AuditVerdict {
  let head = CHAIN_START;
  let expected = 1;
  for (const row of [...rows].sort((one, other) => one.sequence - other.sequence)) {
    const { sequence } = row;
    if (sequence !== expected) {
      return { ok: false, sequence: expected, problem: `row ${expected} is missing or repeated` };
    }
    if (row.previous_hash !== head) {
      return { ok: false, sequence, problem: `row ${sequence} does not follow the row before it` };
    }
    if (
      chainHash(head, { ...row, before: text(row.before), after: text(row.after) }) !== row.hash
    ) {
      return { ok: false, sequence, problem: `row ${sequence} was changed after it was written` };
    }
    head = row.hash;
    expected += 1;
  }
  if (expectedHead !== undefined && head !== expectedHead) {
    return { ok: false, sequence: expected, problem: 'rows at the end are missing' };
  }
  return { ok: true, count: expected - 1, head };
}

function text(value: Record<string, unknown> | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
