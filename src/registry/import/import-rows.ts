// Puts rows of another Plugins API into this one: new ones are inserted at the end of the account's order, known ones
// follow what changed there. A SID that means something else here is a conflict, never overwritten.
import type { Selectable } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { conflict } from '../http/api-error.ts';

export type ImportTable = 'plugins' | 'plugin_versions' | 'configurations' | 'releases';

export type Outcome = 'created' | 'updated' | 'unchanged';

type Row<Table extends ImportTable> = Selectable<Schema[Table]>;

type Import<Table extends ImportTable> = {
  readonly table: Table;
  readonly action: string;
  /** Without its sequence, which it gets when it is new. */
  readonly row: Omit<Row<Table>, 'sequence'>;
  /** Columns that may differ from what was imported before; all others are fixed. */
  readonly mutable: readonly (keyof Row<Table> & string)[];
  /** Rows that hang on a new one. */
  readonly insertMore?: () => Promise<void>;
};

export async function importRow<Table extends ImportTable>(
  write: Write,
  { table, action, row, mutable, insertMore }: Import<Table>,
): Promise<Outcome> {
  const wanted = { ...row } as Record<string, unknown> & { sid: string };
  const known = await findRow(write, table, wanted.sid);
  if (!known) {
    const after = { ...wanted, sequence: write.nextSequence() };
    await write.tx
      .insertInto(table as 'releases')
      .values(after as never)
      .execute();
    await insertMore?.();
    await appendAudit(write, action, after.sequence, undefined, after);
    return 'created';
  }
  // Archived is for good, also where the source does not know of it.
  if (known['archived'] === 1) wanted['archived'] = 1;
  const changed = Object.keys(wanted).filter((column) => known[column] !== wanted[column]);
  const fixed = changed.find((column) => !(mutable as readonly string[]).includes(column));
  if (fixed !== undefined) throw differs(wanted.sid, fixed);
  if (changed.length === 0) return 'unchanged';
  await write.tx
    .updateTable(table as 'releases')
    .set(Object.fromEntries(changed.map((column) => [column, wanted[column]])))
    .where('sid', '=', wanted.sid)
    .execute();
  await appendAudit(write, action, write.nextSequence(), known, { ...known, ...wanted });
  return 'updated';
}

async function findRow({ tx }: Write, table: ImportTable, sid: string) {
  const row = await tx.selectFrom(table).selectAll().where('sid', '=', sid).executeTakeFirst();
  return row as Record<string, unknown> | undefined;
}

function appendAudit(
  write: Write,
  action: string,
  sequence: number,
  before: object | undefined,
  after: Record<string, unknown>,
): Promise<void> {
  const resourceSid = String(after['sid']);
  return write.appendAudit({ sequence, action, resourceSid, before, after });
}

function differs(sid: string, column: string) {
  const what = column === 'account_sid' ? 'belongs to another account' : `has another ${column}`;
  return conflict('import-conflict', `${sid} is known here and ${what}`, { sid, field: column });
}
