// Archives a Plugin, for good. What agents run right now cannot be archived.
import type { PluginRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';
import { isConfigured } from '../releases/store.ts';

export async function archivePlugin(write: Write, before: PluginRow): Promise<PluginRow> {
  const { tx, account, now } = write;
  // Twilio's CLI looks for these very sentences.
  if (before.archived) throw badRequest('already-archived', 'Plugin is already archived.');
  if (await isConfigured(tx, account.sid, 'plugin_sid', before.sid)) {
    throw badRequest('in-active-release', 'Plugin is part of an active release');
  }
  const after: PluginRow = { ...before, archived: 1, date_updated: now };
  await tx
    .updateTable('plugins')
    .set({ archived: 1, date_updated: now })
    .where('sid', '=', before.sid)
    .execute();
  await write.appendAudit({
    sequence: write.nextSequence(),
    action: 'plugin.archive',
    resourceSid: before.sid,
    before,
    after,
  });
  return after;
}
