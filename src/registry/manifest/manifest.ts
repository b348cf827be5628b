// The manifest of a release: everything a browser needs to boot it, in one answer.
import type { ManifestPluginResource, ReleaseManifestResource } from '../../domain/index.ts';
import { allConfiguredPlugins, type ConfiguredPluginView } from '../configured-plugins/store.ts';
import type { Db, ReleaseRow } from '../database/schema.ts';
import { extensionsOf } from '../plugin-versions/extensions.ts';
import type { Grants } from '../readers/grants.ts';
import { inPlanOrder } from './plan-order.ts';

export type ManifestAccess = {
  readonly grants: Pick<Grants, 'grant'>;
  readonly mayReadPrivate: boolean;
};

/**
 * With grants for somebody who may read private bundles, and for everybody without what only a grant would open: an
 * address that nobody can follow would fail in every boot, and its name is nobody's business.
 */
export async function releaseManifest(
  db: Db,
  release: ReleaseRow,
  access: ManifestAccess,
): Promise<ReleaseManifestResource> {
  const members = await allConfiguredPlugins(db, release.configuration_sid);
  return inPlanOrder({
    account_sid: release.account_sid,
    release_sid: release.sid,
    configuration_sid: release.configuration_sid,
    date_created: release.date_created,
    plugins: members.flatMap((member) => manifestPlugin(member, access) ?? []),
  });
}

function manifestPlugin(
  member: ConfiguredPluginView,
  { grants, mayReadPrivate }: ManifestAccess,
): ManifestPluginResource | undefined {
  const granted = member.private ? grants.grant(member.plugin_url) : member.plugin_url;
  // Private versions that are hosted elsewhere are guarded there, or not at all.
  if (granted !== member.plugin_url && !mayReadPrivate) return undefined;
  return {
    plugin_sid: member.plugin_sid,
    plugin_version_sid: member.sid,
    unique_name: member.unique_name,
    version: member.version,
    plugin_url: granted,
    phase: member.phase,
    private: member.private === 1,
    plugin_archived: member.plugin_archived === 1,
    plugin_version_archived: member.archived === 1,
    ...extensionsOf(member),
  };
}
