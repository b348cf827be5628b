// Keeps the releases of a call in its order, also where some were known before others came: older ones can arrive in
// later calls, and the newest, which ends each of these calls, is live all the time.
import type { Write } from '../database/write.ts';

/** The place of the release, which is the next one where it stood before `last`. */
export async function keepBehind(write: Write, sid: string, last: number): Promise<number> {
  const { tx } = write;
  const before = await tx
    .selectFrom('releases')
    .selectAll()
    .where('sid', '=', sid)
    .executeTakeFirstOrThrow();
  if (before.sequence > last) return before.sequence;
  const sequence = write.nextSequence();
  await tx.updateTable('releases').set({ sequence }).where('sid', '=', sid).execute();
  const after = { ...before, sequence };
  await write.appendAudit({ sequence, action: 'release.import', resourceSid: sid, before, after });
  return sequence;
}
