// `plugboard describe …`: one thing with everything that hangs on it.
import {
  fetchActiveRelease,
  fetchConfiguration,
  fetchPlugin,
  fetchRelease,
  listPluginVersions,
  type PluginsApi,
} from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { facts, table } from '../output/table.ts';
import { findConfigurationSid, requireActiveRelease } from '../releases/find-release.ts';
import { fetchMembers } from '../releases/member.ts';
import { MEMBER_HEAD, MEMBERS_SHAPE, memberRows, membersJson } from '../releases/member-json.ts';
import { namedVersion } from '../releases/named-version.ts';
import { findVersion } from '../releases/read-changes.ts';
import { whoReleased } from '../releases/who-released.ts';
import type { Shape } from '../shape.ts';

export const PLUGIN_SHAPE: Shape = {
  sid: 'text',
  name: 'text',
  friendlyName: 'text',
  description: 'text',
  archived: 'true or false',
  activeVersion: 'text or null',
  dateCreated: 'text',
  dateUpdated: 'text',
  versions: [
    {
      sid: 'text',
      version: 'text',
      changelog: 'text',
      archived: 'true or false',
      dateCreated: 'text',
    },
  ],
};

export const VERSION_SHAPE: Shape = {
  sid: 'text',
  plugin: 'text',
  version: 'text',
  url: 'text',
  changelog: 'text',
  private: 'true or false',
  validated: 'true or false',
  archived: 'true or false',
  active: 'true or false',
  dateCreated: 'text',
  integrity: 'text or null',
  dependencies: 'anything',
  optionalDependencies: 'anything',
  engines: 'anything',
  policy: 'text or null',
  format: 'text or null',
};

export const CONFIGURATION_SHAPE: Shape = {
  sid: 'text',
  name: 'text',
  description: 'text',
  archived: 'true or false',
  active: 'true or false',
  dateCreated: 'text',
  plugins: MEMBERS_SHAPE,
};

export const RELEASE_SHAPE: Shape = {
  sid: 'text',
  configurationSid: 'text',
  name: 'text',
  active: 'true or false',
  dateCreated: 'text',
  by: 'text or null',
  reason: 'text or null',
  plugins: MEMBERS_SHAPE,
};

export const plugin: RunCommand<object> = async ({ connect }, { args: [name = ''] }) => {
  const api = await connect();
  const found = await fetchPlugin(api, name);
  const live = (await liveMembers(api)).find((member) => member.plugin === found.unique_name);
  const versions = await versionsOf(api, found.sid);
  return {
    json: {
      sid: found.sid,
      name: found.unique_name,
      friendlyName: found.friendly_name,
      description: found.description,
      archived: found.archived,
      activeVersion: live?.version ?? null,
      dateCreated: found.date_created,
      dateUpdated: found.date_updated,
      versions,
    },
    text: async () =>
      [
        facts([
          ['Plugin', `${found.unique_name} (${found.sid})`],
          ['Name', found.friendly_name],
          ['Description', found.description || undefined],
          ['Live version', live?.version ?? 'none'],
          ['Archived', found.archived ? 'yes' : undefined],
          ['Created', found.date_created],
        ]),
        '',
        await table(
          ['VERSION', 'DATE', 'CHANGELOG', ''],
          versions.map((row) => [
            row.version,
            row.dateCreated,
            row.changelog,
            row.archived ? 'archived' : '',
          ]),
        ),
      ].join('\n'),
  };
};

export const version: RunCommand<object> = async ({ connect }, { args }) => {
  const { name, version: wanted = 'latest' } = namedVersion(args);
  const api = await connect();
  const found = await findVersion(api, name, wanted);
  const active = (await liveMembers(api)).some((member) => member.versionSid === found.sid);
  return {
    json: {
      sid: found.sid,
      plugin: name,
      version: found.version,
      url: found.plugin_url,
      changelog: found.changelog,
      private: found.private,
      validated: found.validated,
      archived: found.archived,
      active,
      dateCreated: found.date_created,
      integrity: found.integrity ?? null,
      dependencies: found.dependencies ?? null,
      optionalDependencies: found.optional_dependencies ?? null,
      engines: found.engines ?? null,
      policy: found.policy ?? null,
      format: found.format ?? null,
    },
    text: () =>
      facts([
        ['Version', `${name} ${found.version} (${found.sid})`],
        ['Live', active ? 'yes' : 'no'],
        ['Archived', found.archived ? 'yes' : undefined],
        ['Bundle', found.plugin_url],
        ['Integrity', found.integrity],
        ['Changelog', found.changelog || undefined],
        ['Needs', ranges(found.dependencies)],
        ['Uses', ranges(found.optional_dependencies)],
        ['Engines', ranges(found.engines)],
        ['Policy', found.policy],
        ['Created', found.date_created],
      ]),
  };
};

export const configuration: RunCommand<object> = async ({ connect }, { args: [id = 'active'] }) => {
  const api = await connect();
  const sid = await findConfigurationSid(api, id);
  const [found, members, active] = await Promise.all([
    fetchConfiguration(api, sid),
    fetchMembers(api, sid),
    fetchActiveRelease(api),
  ]);
  const isActive = active?.configuration_sid === sid;
  return {
    json: {
      sid,
      name: found.name,
      description: found.description,
      archived: found.archived,
      active: isActive,
      dateCreated: found.date_created,
      plugins: membersJson(members),
    },
    text: async () =>
      [
        facts([
          ['Configuration', `${sid} (${found.name})`],
          ['Description', found.description || undefined],
          ['Live', isActive ? 'yes' : 'no'],
          ['Archived', found.archived ? 'yes' : undefined],
          ['Created', found.date_created],
        ]),
        '',
        await table(MEMBER_HEAD, memberRows(members)),
      ].join('\n'),
  };
};

export const release: RunCommand<object> = async ({ connect }, { args: [id = 'active'] }) => {
  const api = await connect();
  const active = await requireActiveRelease(api);
  const found = id === 'active' ? active : await fetchRelease(api, id);
  const [its, members, who] = await Promise.all([
    fetchConfiguration(api, found.configuration_sid),
    fetchMembers(api, found.configuration_sid),
    whoReleased(api, found.sid),
  ]);
  const { by = null, reason = null } = who.get(found.sid) ?? {};
  const isActive = found.sid === active.sid;
  return {
    json: {
      sid: found.sid,
      configurationSid: found.configuration_sid,
      name: its.name,
      active: isActive,
      dateCreated: found.date_created,
      by,
      reason,
      plugins: membersJson(members),
    },
    text: async () =>
      [
        facts([
          ['Release', found.sid],
          ['Live', isActive ? 'yes' : 'no'],
          ['Date', found.date_created],
          ['By', by ?? 'unknown'],
          ['Reason', reason ?? undefined],
          ['Configuration', `${found.configuration_sid} (${its.name})`],
        ]),
        '',
        await table(MEMBER_HEAD, memberRows(members)),
      ].join('\n'),
  };
};

async function versionsOf(api: PluginsApi, pluginSid: string) {
  const rows: PluginVersionResource[] = [];
  for await (const row of listPluginVersions(api, pluginSid)) rows.push(row);
  return rows.map(({ sid, version, changelog, archived, date_created: dateCreated }) => ({
    sid,
    version,
    changelog,
    archived,
    dateCreated,
  }));
}

async function liveMembers(api: PluginsApi) {
  return fetchMembers(api, (await fetchActiveRelease(api))?.configuration_sid);
}

function ranges(map: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!map) return undefined;
  return Object.entries(map)
    .map(([name, range]) => `${name} ${range}`)
    .join(', ');
}
