// Reads what a composed release shall change: `Enable` entries are `name@version`, `name@latest` or the JSON object of
// a configuration's `Plugins`; `Disable` entries are plugin names or SIDs.

import { readMembers } from '../configurations/read-members.ts';
import type { Db, PluginRow, PluginVersionRow } from '../database/schema.ts';
import { badParameter, badRequest } from '../http/api-error.ts';
import { findPluginVersion, listPluginVersions } from '../plugin-versions/store.ts';
import { findPlugin } from '../plugins/store.ts';
import type { PluginChange } from './rebase.ts';

export type WantedChanges = {
  readonly enable: readonly string[];
  readonly disable: readonly string[];
};

export async function readChanges(
  db: Db,
  accountSid: string,
  { enable, disable }: WantedChanges,
): Promise<PluginChange[]> {
  const changes: PluginChange[] = [];
  for (const entry of enable) changes.push(await readEnable(db, accountSid, entry));
  for (const entry of disable) {
    const plugin = await existingPlugin(db, accountSid, entry, 'Disable');
    changes.push({ kind: 'disable', plugin: plugin.unique_name });
  }
  if (changes.length === 0) throw badRequest('nothing-to-change', 'Nothing to enable or disable');
  const names = changes.map((change) => change.plugin);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw badRequest('plugin-duplicate', `Plugin ${twice} is named twice`, { plugin: twice });
  }
  return changes;
}

async function readEnable(db: Db, accountSid: string, entry: string): Promise<PluginChange> {
  if (entry.trimStart().startsWith('{')) return readMemberObject(db, accountSid, entry);
  const at = entry.indexOf('@');
  if (at < 1) throw badParameter('Enable', 'has to be name@version or a JSON object');
  const plugin = await existingPlugin(db, accountSid, entry.slice(0, at), 'Enable');
  const version = await findVersion(db, plugin, entry.slice(at + 1));
  if (!version) throw unknownVersion(entry);
  return { kind: 'enable', plugin: plugin.unique_name, versionSid: version.sid };
}

async function readMemberObject(db: Db, accountSid: string, entry: string): Promise<PluginChange> {
  const [member] = readMembers([entry]);
  if (!member) throw badParameter('Enable', 'has to be name@version or a JSON object');
  const version = await db
    .selectFrom('plugin_versions')
    .innerJoin('plugins', 'plugins.sid', 'plugin_versions.plugin_sid')
    .select(['plugins.unique_name', 'plugin_versions.sid'])
    .where('plugin_versions.account_sid', '=', accountSid)
    .where('plugin_versions.sid', '=', member.versionSid)
    .executeTakeFirst();
  if (!version) throw unknownVersion(member.versionSid);
  return {
    kind: 'enable',
    plugin: version.unique_name,
    versionSid: version.sid,
    ...(member.phaseGiven && { phase: member.phase }),
  };
}

/** "Latest" means what Twilio's clients mean by it: created last. */
async function findVersion(
  db: Db,
  plugin: PluginRow,
  version: string,
): Promise<PluginVersionRow | undefined> {
  if (version !== 'latest') return findPluginVersion(db, plugin.sid, version);
  const slice = { page: 0, pageSize: 1, order: 'newest-first' } as const;
  const [latest] = await listPluginVersions(db, plugin.sid, slice);
  return latest;
}

async function existingPlugin(
  db: Db,
  accountSid: string,
  id: string,
  parameter: string,
): Promise<PluginRow> {
  const plugin = await findPlugin(db, accountSid, id);
  if (plugin) return plugin;
  throw badRequest('plugin-unknown', `Plugin ${id} was not found`, { plugin: id, parameter });
}

function unknownVersion(version: string) {
  return badRequest('version-unknown', `Plugin version ${version} was not found`, {
    plugin_version: version,
  });
}
