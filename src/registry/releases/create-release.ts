// Makes a configuration live. A rollback is this too: a new release of an older configuration.

import { findConfiguration } from '../configurations/store.ts';
import { allConfiguredPlugins } from '../configured-plugins/store.ts';
import type { ReleaseRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { ApiError, badRequest } from '../http/api-error.ts';
import { findActiveRelease } from './store.ts';
import { findWantedConfiguration } from './wanted-configuration.ts';

export type NewRelease = {
  /** SID, or the word `Previous`. */
  readonly configuration: string;
  /** SID of the release that the caller believes to be active, or `*` for any. */
  readonly expectedActive?: string | undefined;
};

export async function createRelease(write: Write, wanted: NewRelease): Promise<ReleaseRow> {
  const { tx, account, now } = write;
  const active = await findActiveRelease(tx, account.sid);
  refuseIfMoved(wanted.expectedActive, active);
  const configurationSid = await findWantedConfiguration(write, wanted.configuration);
  await refuseUnreleasable(write, configurationSid);
  const row: ReleaseRow = {
    sid: write.newSid('release'),
    account_sid: account.sid,
    configuration_sid: configurationSid,
    date_created: now,
    sequence: write.nextSequence(),
  };
  await tx.insertInto('releases').values(row).execute();
  await write.appendAudit({
    sequence: row.sequence,
    action: 'release.create',
    resourceSid: row.sid,
    before: active,
    after: row,
  });
  return row;
}

export function refuseIfMoved(expected: string | undefined, active: ReleaseRow | undefined): void {
  if (expected === undefined || expected === active?.sid) return;
  if (expected === '*' && active) return;
  throw new ApiError(412, `The active release is ${active?.sid ?? 'none'}, not ${expected}`, {
    details: {
      reason: 'active-release-moved',
      active_release: active?.sid ?? null,
      active_configuration: active?.configuration_sid ?? null,
    },
  });
}

async function refuseUnreleasable({ tx, account }: Write, configurationSid: string): Promise<void> {
  const configuration = await findConfiguration(tx, account.sid, configurationSid);
  if (!configuration) {
    throw badRequest('configuration-unknown', `Configuration ${configurationSid} was not found`);
  }
  if (configuration.archived) {
    throw badRequest('configuration-archived', `Configuration ${configurationSid} is archived`);
  }
  for (const member of await allConfiguredPlugins(tx, configurationSid)) {
    if (!member.plugin_archived && !member.archived) continue;
    const what = member.plugin_archived ? 'Plugin' : `Version ${member.version} of`;
    throw badRequest(
      member.plugin_archived ? 'plugin-archived' : 'version-archived',
      `${what} ${member.unique_name} is archived`,
      { plugin: member.unique_name, version: member.version },
    );
  }
}
