// Finds the versions that a configuration shall have, and refuses what can never be in one.
import type { Db, PluginRow, PluginVersionRow } from '../database/schema.ts';
import { badRequest } from '../http/api-error.ts';
import type { Member } from './read-members.ts';

export type ResolvedMember = {
  readonly phase: number;
  readonly plugin: PluginRow;
  readonly version: PluginVersionRow;
};

export async function resolveMembers(
  db: Db,
  accountSid: string,
  members: readonly Member[],
): Promise<ResolvedMember[]> {
  const { versions, plugins } = await findAll(db, accountSid, members);
  const resolved = members.map(({ versionSid, phase }): ResolvedMember => {
    const version = versions.get(versionSid);
    const plugin = version && plugins.get(version.plugin_sid);
    if (!version || !plugin) {
      throw badRequest('version-unknown', `Plugin version ${versionSid} was not found`, {
        plugin_version: versionSid,
      });
    }
    return { phase, plugin, version };
  });
  refuseArchived(resolved);
  refuseDuplicates(resolved);
  return resolved;
}

export function refuseArchived(members: readonly ResolvedMember[]): void {
  for (const { plugin, version } of members) {
    const name = plugin.unique_name;
    if (plugin.archived) {
      throw badRequest('plugin-archived', `Plugin ${name} is archived`, { plugin: name });
    }
    if (version.archived) {
      throw badRequest('version-archived', `Version ${version.version} of ${name} is archived`, {
        plugin: name,
        version: version.version,
      });
    }
  }
}

/** A configured plugin is addressed by its plugin, so there can be one version of it only. */
function refuseDuplicates(members: readonly ResolvedMember[]): void {
  const seen = new Set<string>();
  for (const { plugin } of members) {
    if (seen.has(plugin.sid)) {
      throw badRequest('plugin-duplicate', `Plugin ${plugin.unique_name} is listed twice`, {
        plugin: plugin.unique_name,
      });
    }
    seen.add(plugin.sid);
  }
}

async function findAll(db: Db, accountSid: string, members: readonly Member[]) {
  if (members.length === 0) {
    return { versions: new Map<string, PluginVersionRow>(), plugins: new Map<string, PluginRow>() };
  }
  const versions = await db
    .selectFrom('plugin_versions')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where('sid', 'in', [...new Set(members.map((member) => member.versionSid))])
    .execute();
  const plugins = await db
    .selectFrom('plugins')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .execute();
  return {
    versions: new Map(versions.map((row) => [row.sid, row])),
    plugins: new Map(plugins.map((row) => [row.sid, row])),
  };
}
