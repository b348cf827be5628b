// `plugboard history`: releases, the newest first, with who, why and what changed.
import { listReleases, type PluginsApi } from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { table } from '../output/table.ts';
import { CHANGES_SHAPE, changesJson } from '../releases/describe-differences.ts';
import { type Difference, findDifferences } from '../releases/differences.ts';
import { fetchMembers, type Member } from '../releases/member.ts';
import { whoReleased } from '../releases/who-released.ts';
import type { Shape } from '../shape.ts';

export type HistoryFlags = { readonly limit?: number };

export const HISTORY_SHAPE: Shape = [
  {
    releaseSid: 'text',
    configurationSid: 'text',
    date: 'text',
    by: 'text or null',
    reason: 'text or null',
    active: 'true or false',
    changes: CHANGES_SHAPE,
  },
];

const DEFAULT_LIMIT = 20;

export const history: RunCommand<HistoryFlags> = async ({ paint, connect }, { flags }) => {
  const api = await connect();
  const { limit = DEFAULT_LIMIT } = flags;
  // One more than is shown: the last one shown is told by its difference from the one before.
  const releases = await firstReleases(api, limit + 1);
  const who = await whoReleased(api);
  const members = await membersByConfiguration(api, releases);
  const rows = releases.slice(0, limit).map((release, index) => ({
    release,
    active: index === 0,
    by: who.get(release.sid)?.by ?? null,
    reason: who.get(release.sid)?.reason ?? null,
    differences: findDifferences(
      members.get(releases[index + 1]?.configuration_sid ?? '') ?? [],
      members.get(release.configuration_sid) ?? [],
    ),
  }));
  return {
    json: rows.map(({ release, active, by, reason, differences }) => ({
      releaseSid: release.sid,
      configurationSid: release.configuration_sid,
      date: release.date_created,
      by,
      reason,
      active,
      changes: changesJson(differences),
    })),
    text: async () => {
      if (rows.length === 0) return 'Nothing was released yet.';
      const head = ['RELEASE', 'DATE', 'BY', 'CHANGES', 'REASON'];
      const cells = rows.map(({ release, active, by, reason, differences }) => [
        active ? paint.good(release.sid) : release.sid,
        release.date_created,
        by ?? '',
        summary(differences),
        reason ?? '',
      ]);
      return table(head, cells);
    },
  };
};

async function firstReleases(api: PluginsApi, count: number): Promise<ReleaseResource[]> {
  const releases: ReleaseResource[] = [];
  for await (const release of listReleases(api, { pageSize: Math.min(count, 1000) })) {
    releases.push(release);
    if (releases.length === count) break;
  }
  return releases;
}

/** A rollback releases a configuration again, so there are fewer of them than releases. */
async function membersByConfiguration(
  api: PluginsApi,
  releases: readonly ReleaseResource[],
): Promise<Map<string, Member[]>> {
  const members = new Map<string, Member[]>();
  for (const { configuration_sid: sid } of releases) {
    if (!members.has(sid)) members.set(sid, await fetchMembers(api, sid));
  }
  return members;
}

const SIGNS = {
  added: '+',
  removed: '-',
  upgraded: '~',
  downgraded: '~',
  changed: '~',
  moved: '~',
};

function summary(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'none';
  const shown = differences
    .slice(0, 3)
    .map(({ plugin, kind, to }) => `${SIGNS[kind]}${plugin}${to ? `@${to.version}` : ''}`);
  if (differences.length > shown.length)
    shown.push(`and ${differences.length - shown.length} more`);
  return shown.join(', ');
}
