// Changes the texts of a Plugin. A field that is sent is stored, also when it is empty, as forms mean it.
import type { Static } from '@sinclair/typebox';
import type { PluginRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import type { UpdatePluginBody } from './schema.ts';

export async function updatePlugin(
  write: Write,
  before: PluginRow,
  body: Static<typeof UpdatePluginBody>,
): Promise<PluginRow> {
  const after: PluginRow = {
    ...before,
    // A plugin always has a friendly name; an empty one gives it its unique name back.
    friendly_name:
      body.FriendlyName === undefined
        ? before.friendly_name
        : body.FriendlyName || before.unique_name,
    description: body.Description ?? before.description,
    date_updated: write.now,
  };
  await write.tx
    .updateTable('plugins')
    .set({
      friendly_name: after.friendly_name,
      description: after.description,
      date_updated: after.date_updated,
    })
    .where('sid', '=', before.sid)
    .execute();
  await write.appendAudit({
    sequence: write.nextSequence(),
    action: 'plugin.update',
    resourceSid: before.sid,
    before,
    after,
  });
  return after;
}
