// The manifest of a release: everything a browser needs to boot it, in one answer.
import type { ManifestPluginResource, ReleaseManifestResource } from '../../domain/index.ts';
import { allConfiguredPlugins, type ConfiguredPluginView } from '../configured-plugins/store.ts';
import type { Db, ReleaseRow } from '../database/schema.ts';
import { extensionsOf } from '../plugin-versions/extensions.ts';
import type { Grants } from '../readers/grants.ts';

export async function releaseManifest(
  db: Db,
  release: ReleaseRow,
  grants?: Pick<Grants, 'grant'>,
): Promise<ReleaseManifestResource> {
  const members = await allConfiguredPlugins(db, release.configuration_sid);
  return {
    account_sid: release.account_sid,
    release_sid: release.sid,
    configuration_sid: release.configuration_sid,
    date_created: release.date_created,
    plugins: members.map((member) => manifestPlugin(member, grants)),
  };
}

function manifestPlugin(
  member: ConfiguredPluginView,
  grants: Pick<Grants, 'grant'> | undefined,
): ManifestPluginResource {
  return {
    plugin_sid: member.plugin_sid,
    plugin_version_sid: member.sid,
    unique_name: member.unique_name,
    version: member.version,
    plugin_url: grants && member.private ? grants.grant(member.plugin_url) : member.plugin_url,
    phase: member.phase,
    private: member.private === 1,
    plugin_archived: member.plugin_archived === 1,
    plugin_version_archived: member.archived === 1,
    ...extensionsOf(member),
  };
}
