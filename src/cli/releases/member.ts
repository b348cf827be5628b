// One plugin of a configuration, as commands compare, check and show it.
import { listConfiguredPlugins, type PluginsApi } from '../../client/index.ts';
import type {
  ConfiguredPluginResource,
  PluginResource,
  PluginVersionResource,
} from '../../domain/index.ts';

export type Member = {
  readonly plugin: string;
  readonly version: string;
  readonly versionSid: string;
  readonly phase: number;
  readonly url: string;
  readonly archived: boolean;
  /** What the version says about itself beyond Twilio's fields. */
  readonly resource: ConfiguredPluginResource | PluginVersionResource;
};

export function memberOf(row: ConfiguredPluginResource): Member {
  return {
    plugin: row.unique_name,
    version: row.version,
    versionSid: row.plugin_version_sid,
    phase: row.phase,
    url: row.plugin_url,
    archived: row.plugin_archived || row.plugin_version_archived,
    resource: row,
  };
}

export function memberOfVersion(
  plugin: PluginResource,
  version: PluginVersionResource,
  phase: number,
): Member {
  return {
    plugin: plugin.unique_name,
    version: version.version,
    versionSid: version.sid,
    phase,
    url: version.plugin_url,
    archived: plugin.archived || version.archived,
    resource: version,
  };
}

/** The plugins of a configuration in start order; none for no configuration. */
export async function fetchMembers(
  api: PluginsApi,
  configurationSid: string | undefined,
): Promise<Member[]> {
  if (configurationSid === undefined) return [];
  const members: Member[] = [];
  for await (const row of listConfiguredPlugins(api, configurationSid)) members.push(memberOf(row));
  return members;
}
