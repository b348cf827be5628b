// Creates a Configuration: a fixed list of plugin versions that could boot together.
import type { ConfigurationRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';
import { findPlanWarnings, refusePlan } from './check-plan.ts';
import type { Member } from './read-members.ts';
import { type ResolvedMember, resolveMembers } from './resolve-members.ts';
import { MAX_MEMBERS } from './schema.ts';

export type NewConfiguration = {
  readonly name: string;
  readonly description: string;
  readonly members: readonly Member[];
  /** `warn` records what the solver says against the configuration, where `refuse` refuses it. */
  readonly policy: 'warn' | 'refuse';
};

export async function createConfiguration(
  write: Write,
  wanted: NewConfiguration,
): Promise<ConfigurationRow> {
  const { account, now } = write;
  if (wanted.members.length > MAX_MEMBERS) {
    throw badRequest('too-many-plugins', `A configuration has at most ${MAX_MEMBERS} plugins`, {
      limit: MAX_MEMBERS,
    });
  }
  const members = await resolveMembers(write.tx, account.sid, wanted.members);
  const warnings = findPlanWarnings(account, members);
  if (wanted.policy === 'refuse') refusePlan(warnings);
  const row: ConfigurationRow = {
    sid: write.newSid('configuration'),
    account_sid: account.sid,
    name: wanted.name,
    description: wanted.description,
    archived: 0,
    warnings: warnings.length > 0 ? JSON.stringify(warnings) : null,
    date_created: now,
    sequence: write.nextSequence(),
  };
  await insert(write, row, members);
  await write.appendAudit({
    sequence: row.sequence,
    action: 'configuration.create',
    resourceSid: row.sid,
    after: {
      ...row,
      plugins: members.map(({ plugin, version, phase }) => ({
        plugin: plugin.unique_name,
        version: version.version,
        plugin_version_sid: version.sid,
        phase,
      })),
    },
  });
  return row;
}

async function insert(
  { tx }: Write,
  row: ConfigurationRow,
  members: readonly ResolvedMember[],
): Promise<void> {
  await tx.insertInto('configurations').values(row).execute();
  if (members.length === 0) return;
  const rows = members.map(({ plugin, version, phase }, index) => ({
    configuration_sid: row.sid,
    position: index + 1,
    plugin_sid: plugin.sid,
    plugin_version_sid: version.sid,
    phase,
  }));
  await tx.insertInto('configured_plugins').values(rows).execute();
}
