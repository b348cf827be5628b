// Creates a Plugin: its name is unique in the account, never changes, and never looks like a SID.
import type { Static } from '@sinclair/typebox';
import { looksLikeSid, UNIQUE_NAME } from '../../domain/index.ts';
import { refuseTooManyPlugins } from '../accounts/quotas.ts';
import type { PluginRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badParameter, conflict } from '../http/api-error.ts';
import type { CreatePluginBody } from './schema.ts';
import { findPlugin } from './store.ts';

export async function createPlugin(
  write: Write,
  body: Static<typeof CreatePluginBody>,
): Promise<PluginRow> {
  const { tx, account, now } = write;
  const { UniqueName: uniqueName } = body;
  if (!UNIQUE_NAME.test(uniqueName)) {
    throw badParameter('UniqueName', 'only letters, digits, _ and - are allowed');
  }
  if (looksLikeSid(uniqueName)) throw badParameter('UniqueName', 'a name may not look like a SID');
  if (await findPlugin(tx, account.sid, uniqueName)) {
    throw conflict('plugin-exists', `A plugin with the name ${uniqueName} already exists`, {
      plugin: uniqueName,
    });
  }
  await refuseTooManyPlugins(write);
  const row: PluginRow = {
    sid: write.newSid('plugin'),
    account_sid: account.sid,
    unique_name: uniqueName,
    friendly_name: body.FriendlyName || uniqueName,
    description: body.Description ?? '',
    archived: 0,
    date_created: now,
    date_updated: now,
    sequence: write.nextSequence(),
  };
  await tx.insertInto('plugins').values(row).execute();
  await write.appendAudit({
    sequence: row.sequence,
    action: 'plugin.create',
    resourceSid: row.sid,
    after: row,
  });
  return row;
}
