// Looks into a database whose registry is gone: is everything there, whole, and in an unbroken chain?

import { sql } from 'kysely';
import { auditResource } from '../../../src/registry/audit/resource.ts';
import { type AuditResource, type openDatabase, verifyAudit } from '../../../src/registry/index.ts';

type Opened = Awaited<ReturnType<typeof openDatabase>>;

const OWNED = ['plugins', 'plugin_versions', 'configurations', 'releases'] as const;

/** The SIDs among these that the database does not have. */
export async function findLost(database: Opened, sids: readonly string[]): Promise<string[]> {
  const wanted = new Set(sids);
  for (const table of OWNED) {
    const rows = await database
      .selectFrom(table)
      .select('sid')
      .where('sid', 'in', [...sids])
      .execute();
    for (const { sid } of rows) wanted.delete(sid);
  }
  return [...wanted];
}

/** What is wrong with the whole, in words. */
export async function findFaults(database: Opened): Promise<string[]> {
  const faults: string[] = [];
  for (const { sid, sequence, audit_head: head } of await database
    .selectFrom('accounts')
    .selectAll()
    .execute()) {
    const rows = await database
      .selectFrom('audit')
      .selectAll()
      .where('account_sid', '=', sid)
      .execute();
    const trail: AuditResource[] = rows.map(auditResource);
    const verdict = verifyAudit(trail, head);
    if (!verdict.ok) faults.push(verdict.problem);
    if (rows.length !== sequence) faults.push(`${rows.length} audit rows for ${sequence} changes`);
    // The account itself.
    let things = 1;
    for (const table of OWNED) {
      const { count } = await database
        .selectFrom(table)
        .select((expression) => expression.fn.countAll().as('count'))
        .where('account_sid', '=', sid)
        .executeTakeFirstOrThrow();
      things += Number(count);
    }
    const created = rows.filter(({ action }) => action.endsWith('.create')).length;
    if (things !== created) faults.push(`${things} things for ${created} creations`);
  }
  const orphans = await database
    .selectFrom('releases')
    .leftJoin('configurations', 'configurations.sid', 'releases.configuration_sid')
    .select('releases.sid')
    .where('configurations.sid', 'is', null)
    .execute();
  faults.push(...orphans.map(({ sid }) => `release ${sid} has no configuration`));
  return faults;
}

export async function findSqliteFaults(database: Opened): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
    database,
  );
  const keys = await sql<{ table: string }>`pragma foreign_key_check`.execute(database);
  const damage = integrity.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  return [...damage, ...keys.rows.map((row) => `${row.table} points nowhere`)];
}
