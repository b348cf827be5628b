// Archives a Configuration, for good: it can never be released again. The active one cannot be archived.
import type { ConfigurationRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';
import { findActiveRelease } from '../releases/store.ts';

export async function archiveConfiguration(
  write: Write,
  before: ConfigurationRow,
): Promise<ConfigurationRow> {
  const { tx, account } = write;
  if (before.archived) throw badRequest('already-archived', 'Configuration is already archived.');
  const active = await findActiveRelease(tx, account.sid);
  if (active?.configuration_sid === before.sid) {
    throw badRequest('in-active-release', 'Configuration is part of an active release');
  }
  const after: ConfigurationRow = { ...before, archived: 1 };
  await tx
    .updateTable('configurations')
    .set({ archived: 1 })
    .where('sid', '=', before.sid)
    .execute();
  await write.appendAudit({
    sequence: write.nextSequence(),
    action: 'configuration.archive',
    resourceSid: before.sid,
    before,
    after,
  });
  return after;
}
