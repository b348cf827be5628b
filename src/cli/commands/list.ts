// `plugboard list …`: every page of a list, with what is live marked.
import {
  fetchActiveRelease,
  listConfigurations,
  listPlugins,
  listPluginVersions,
  listReleases,
  type PluginsApi,
} from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { table } from '../output/table.ts';
import { fetchMembers, type Member } from '../releases/member.ts';
import type { Result } from '../result.ts';
import type { Shape } from '../shape.ts';

export type ListFlags = {
  readonly active?: boolean;
  readonly archived?: boolean;
  readonly limit?: number;
};

const common: Shape = {
  sid: 'text',
  active: 'true or false',
  archived: 'true or false',
  dateCreated: 'text',
};

export const PLUGINS_SHAPE: Shape = [
  {
    name: 'text',
    friendlyName: 'text',
    description: 'text',
    activeVersion: 'text or null',
    ...common,
  },
];
export const VERSIONS_SHAPE: Shape = [
  {
    plugin: 'text',
    version: 'text',
    url: 'text',
    changelog: 'text',
    private: 'true or false',
    ...common,
  },
];
export const CONFIGURATIONS_SHAPE: Shape = [{ name: 'text', description: 'text', ...common }];
export const RELEASES_SHAPE: Shape = [
  { sid: 'text', configurationSid: 'text', active: 'true or false', dateCreated: 'text' },
];

type Row = { readonly sid: string; readonly active: boolean; readonly dateCreated: string };

export const plugins: RunCommand<ListFlags> = async ({ connect }, { flags }) => {
  const api = await connect();
  const live = await liveMembers(api);
  const rows = await take(listPlugins(api), flags, (plugin) => {
    const activeVersion = live.find((member) => member.plugin === plugin.unique_name)?.version;
    return {
      sid: plugin.sid,
      name: plugin.unique_name,
      friendlyName: plugin.friendly_name,
      description: plugin.description,
      active: activeVersion !== undefined,
      activeVersion: activeVersion ?? null,
      archived: plugin.archived,
      dateCreated: plugin.date_created,
    };
  });
  return shown(rows, ['NAME', 'LIVE', 'DESCRIPTION'], (row) => [
    row.name,
    row.activeVersion ?? '',
    row.description || row.friendlyName,
  ]);
};

export const versions: RunCommand<ListFlags> = async (
  { connect },
  { args: [plugin = ''], flags },
) => {
  const api = await connect();
  const live = new Set((await liveMembers(api)).map((member) => member.versionSid));
  const rows = await take(listPluginVersions(api, plugin), flags, (version) => ({
    sid: version.sid,
    plugin,
    version: version.version,
    url: version.plugin_url,
    changelog: version.changelog,
    private: version.private,
    active: live.has(version.sid),
    archived: version.archived,
    dateCreated: version.date_created,
  }));
  return shown(rows, ['VERSION', 'DATE', 'CHANGELOG'], (row) => [
    row.version,
    row.dateCreated,
    row.changelog,
  ]);
};

export const configurations: RunCommand<ListFlags> = async ({ connect }, { flags }) => {
  const api = await connect();
  const active = await fetchActiveRelease(api);
  const rows = await take(listConfigurations(api), flags, (configuration) => ({
    sid: configuration.sid,
    name: configuration.name,
    description: configuration.description,
    active: configuration.sid === active?.configuration_sid,
    archived: configuration.archived,
    dateCreated: configuration.date_created,
  }));
  return shown(rows, ['CONFIGURATION', 'DATE', 'NAME'], (row) => [
    row.sid,
    row.dateCreated,
    row.name,
  ]);
};

export const releases: RunCommand<ListFlags> = async ({ connect }, { flags }) => {
  const api = await connect();
  const active = await fetchActiveRelease(api);
  const rows = await take(listReleases(api), flags, (release) => ({
    sid: release.sid,
    configurationSid: release.configuration_sid,
    active: release.sid === active?.sid,
    dateCreated: release.date_created,
  }));
  return shown(rows, ['RELEASE', 'DATE', 'CONFIGURATION'], (row) => [
    row.sid,
    row.dateCreated,
    row.configurationSid,
  ]);
};

async function liveMembers(api: PluginsApi): Promise<Member[]> {
  return fetchMembers(api, (await fetchActiveRelease(api))?.configuration_sid);
}

/** Archived rows are left out unless they are asked for; `limit` counts what is shown. */
async function take<Resource, Shown extends Row & { readonly archived?: boolean }>(
  resources: AsyncIterable<Resource>,
  { active, archived = false, limit = Number.POSITIVE_INFINITY }: ListFlags,
  show: (resource: Resource) => Shown,
): Promise<Shown[]> {
  const rows: Shown[] = [];
  for await (const resource of resources) {
    const row = show(resource);
    if ((active && !row.active) || (row.archived && !archived)) continue;
    rows.push(row);
    if (rows.length === limit) break;
  }
  return rows;
}

function shown<Shown extends Row & { readonly archived?: boolean }>(
  rows: readonly Shown[],
  head: readonly string[],
  cells: (row: Shown) => readonly string[],
): Result {
  return {
    json: rows,
    text: async () => {
      if (rows.length === 0) return 'None.';
      const lines = rows.map((row) => [...cells(row), stateOf(row)]);
      return table([...head, ''], lines);
    },
  };
}

function stateOf({ active, archived }: { active: boolean; archived?: boolean }): string {
  if (active) return 'live';
  return archived ? 'archived' : '';
}
