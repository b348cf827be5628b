// Archives a PluginVersion, for good. What agents run right now cannot be archived.
import type { PluginVersionRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';
import { isConfigured } from '../releases/store.ts';

export async function archivePluginVersion(
  write: Write,
  before: PluginVersionRow,
): Promise<PluginVersionRow> {
  const { tx, account } = write;
  // Twilio's CLI looks for these very sentences.
  if (before.archived) throw badRequest('already-archived', 'Plugin version is already archived.');
  if (await isConfigured(tx, account.sid, 'plugin_version_sid', before.sid)) {
    throw badRequest('in-active-release', 'Plugin version is part of an active release');
  }
  const after: PluginVersionRow = { ...before, archived: 1 };
  await tx
    .updateTable('plugin_versions')
    .set({ archived: 1 })
    .where('sid', '=', before.sid)
    .execute();
  await write.appendAudit({
    sequence: write.nextSequence(),
    action: 'plugin-version.archive',
    resourceSid: before.sid,
    before,
    after,
  });
  return after;
}
