// `plugboard audit …`: who changed what, and whether the trail of that is whole.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AuditResource, listAudit } from '../../client/index.ts';
import type { AuditVerdict } from '../../registry/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { usageError } from '../failures/usage-error.ts';
import { table } from '../output/table.ts';
import type { Shape } from '../shape.ts';

export type AuditFlags = {
  readonly actor?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly json?: boolean;
};

export type VerifyFlags = { readonly file?: string; readonly head?: string };

export const AUDIT_SHAPE: Shape = [
  {
    account_sid: 'text',
    sequence: 'number',
    actor: 'text',
    action: 'text',
    resource_sid: 'text',
    before: 'anything',
    after: 'anything',
    reason: 'text or null',
    request_id: 'text',
    date_created: 'text',
    previous_hash: 'text',
    hash: 'text',
  },
];

export const VERIFIED_SHAPE: Shape = {
  ok: 'true or false',
  count: 'number or null',
  head: 'text or null',
  sequence: 'number or null',
  problem: 'text or null',
};

const PEOPLE_READ = 50;

export const list: RunCommand<AuditFlags> = async ({ connect }, { flags }) => {
  const { resource: resourceSid, limit = flags.json ? Infinity : PEOPLE_READ, ...filters } = flags;
  const api = await connect();
  const rows: AuditResource[] = [];
  for await (const row of listAudit(api, { ...filters, resourceSid })) {
    rows.push(row);
    if (rows.length === limit) break;
  }
  return {
    json: rows,
    text: async () => {
      if (rows.length === 0) return 'None.';
      const cells = rows.map((row) => [
        String(row.sequence),
        row.date_created,
        row.action,
        row.resource_sid,
        row.actor,
        row.reason ?? '',
      ]);
      return table(['#', 'DATE', 'ACTION', 'WHAT', 'BY', 'REASON'], cells);
    },
  };
};

export const verify: RunCommand<VerifyFlags> = async (context, { flags }) => {
  const { head, file } = flags;
  const rows = file === undefined ? await fetchRows(context) : await readRows(context, file);
  const { verifyAudit } = await import('../../registry/index.ts');
  const verdict = withHead(verifyAudit(rows), rows, head);
  return {
    json: {
      ok: verdict.ok,
      count: verdict.ok ? verdict.count : null,
      head: verdict.ok ? verdict.head : null,
      sequence: verdict.ok ? null : verdict.sequence,
      problem: verdict.ok ? null : verdict.problem,
    },
    text: () =>
      verdict.ok
        ? `${context.paint.good('Whole')}: ${verdict.count} rows, head ${verdict.head}`
        : `${context.paint.bad('Broken')} at row ${verdict.sequence}: ${verdict.problem}`,
    exit: verdict.ok ? EXIT.ok : EXIT.refused,
  };
};

/** The trail goes on after a head was noted, so the head may be any row of it. */
function withHead(
  verdict: AuditVerdict,
  rows: readonly AuditResource[],
  head: string | undefined,
): AuditVerdict {
  if (!verdict.ok || head === undefined || rows.some(({ hash }) => hash === head)) return verdict;
  return {
    ok: false,
    sequence: verdict.count + 1,
    problem: 'rows at the end are missing: the noted head is not among them',
  };
}

async function fetchRows({ connect, note }: Context): Promise<AuditResource[]> {
  const rows: AuditResource[] = [];
  for await (const row of listAudit(await connect(), {}, { pageSize: 1000 })) {
    rows.push(row);
    if (rows.length % 10_000 === 0) note(`${rows.length} rows read`);
  }
  return rows;
}

async function readRows({ terminal }: Context, file: string): Promise<AuditResource[]> {
  try {
    const rows: unknown = JSON.parse(await readFile(resolve(terminal.cwd, file), 'utf8'));
    if (Array.isArray(rows) && rows.every(isRow)) return rows;
  } catch (cause) {
    throw usageError(`${file} cannot be read: ${(cause as Error).message}`, 'Check --file.');
  }
  throw usageError(`${file} holds no audit rows.`, 'Write it with `plugboard audit list --json`.');
}

function isRow(value: unknown): value is AuditResource {
  const { sequence, hash } = (value ?? {}) as Record<string, unknown>;
  return typeof sequence === 'number' && typeof hash === 'string';
}
