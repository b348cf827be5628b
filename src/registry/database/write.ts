// Every change of an account goes through here: one transaction, one writer per account at a time, audit rows chained.
import { sql } from 'kysely';
import { type SidKind, sidFromBytes } from '../../domain/index.ts';
import { type AuditContent, chainHash } from '../audit/hash-chain.ts';
import type { Caller } from '../auth/scopes.ts';
import type { Context } from '../context.ts';
import { timestamp } from '../http/times.ts';
import { sendNotice } from '../manifest/release-notices.ts';
import { inTurn } from './account-queue.ts';
import type { AccountRow, Tx } from './schema.ts';

export class AccountUnknownError extends Error {
  override readonly name = 'AccountUnknownError';
  readonly code = 'account-unknown';
}

export type Change = {
  readonly sequence: number;
  readonly action: string;
  readonly resourceSid: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

export type Write = {
  readonly tx: Tx;
  readonly account: AccountRow;
  readonly caller: Caller;
  readonly now: string;
  newSid(kind: SidKind): string;
  /** Place of the next row in the account's strict order; to be used by a row and its audit row together. */
  nextSequence(): number;
  appendAudit(change: Change): Promise<void>;
};

export type WriteBy = {
  readonly caller: Caller;
  readonly requestId: string;
  /** Why, in the words of whoever asked for it; in every row of the change. */
  readonly reason?: string | undefined;
};

/** What a change needs of the context: also those that are made beside the API have it. */
export type WriteContext = Pick<Context, 'database' | 'now' | 'randomBytes' | 'onRelease'>;

export async function inWrite<Result>(
  context: WriteContext,
  by: WriteBy,
  work: (write: Write) => Promise<Result>,
): Promise<Result> {
  return inTurn(context.database, by.caller.accountSid, async () => {
    const { result, released } = await context.database
      .transaction()
      .execute((tx) => writeIn(tx, { context, by }, work));
    if (released) context.onRelease?.(by.caller.accountSid);
    return result;
  });
}

type Written<Result> = { readonly result: Result; readonly released: boolean };

/** Part of a transaction that is open already; whoever opened it says who hears of a release. */
export async function writeIn<Result>(
  tx: Tx,
  { context, by }: { readonly context: WriteContext; readonly by: WriteBy },
  work: (write: Write) => Promise<Result>,
): Promise<Written<Result>> {
  const account = await lockAccount(tx, by.caller.accountSid);
  let { sequence, audit_head: head } = account;
  let promised = sequence;
  let released = false;
  const now = timestamp(context.now());

  const result = await work({
    tx,
    account,
    caller: by.caller,
    now,
    newSid: (kind) => sidFromBytes(kind, context.randomBytes(16)),
    nextSequence: () => {
      promised += 1;
      return promised;
    },
    appendAudit: async (change) => {
      const content = auditContent(by, now, change);
      if (change.sequence !== sequence + 1) throw new Error('audit rows come in sequence');
      const hash = chainHash(head, content);
      await tx
        .insertInto('audit')
        .values({ ...content, previous_hash: head, hash })
        .execute();
      head = hash;
      sequence = change.sequence;
      released ||= change.action.startsWith('release.');
    },
  });
  if (promised !== sequence) throw new Error('a change was written without its audit row');
  if (sequence !== account.sequence) {
    await tx
      .updateTable('accounts')
      .set({ sequence, audit_head: head })
      .where('sid', '=', account.sid)
      .execute();
  }
  if (released) await sendNotice(tx, account.sid);
  return { result, released };
}

/**
 * Against other processes: an update that changes nothing takes the row lock in PostgreSQL; SQLite holds its only
 * write lock already.
 */
async function lockAccount(tx: Tx, sid: string): Promise<AccountRow> {
  const account = await tx
    .updateTable('accounts')
    .set({ sequence: sql.ref('sequence') })
    .where('sid', '=', sid)
    .returningAll()
    .executeTakeFirst();
  if (!account) throw new AccountUnknownError(`There is no account ${sid}`);
  return account;
}

function auditContent(by: WriteBy, now: string, change: Change): AuditContent {
  return {
    account_sid: by.caller.accountSid,
    sequence: change.sequence,
    actor: by.caller.actor,
    action: change.action,
    resource_sid: change.resourceSid,
    before: change.before === undefined ? null : JSON.stringify(change.before),
    after: change.after === undefined ? null : JSON.stringify(change.after),
    reason: by.reason ?? null,
    request_id: by.requestId,
    date_created: now,
  };
}
