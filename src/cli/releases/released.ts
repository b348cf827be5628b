// The result of every command that makes a release: what changed for agents, and how to take it back.
import type { PluginsApi } from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';
import type { Context } from '../context.ts';
import type { Result } from '../result.ts';
import type { Shape } from '../shape.ts';
import { REFUSED_SHAPE } from './check-boot.ts';
import { CHANGES_SHAPE, changesJson, describeDifferences } from './describe-differences.ts';
import { findDifferences } from './differences.ts';
import { findPreviousRelease } from './find-release.ts';
import { fetchMembers, type Member } from './member.ts';

export const RELEASED_SHAPE: Shape = {
  dryRun: 'true or false',
  releaseSid: 'text or null',
  configurationSid: 'text or null',
  previousReleaseSid: 'text or null',
  rebased: 'true or false',
  changes: CHANGES_SHAPE,
  refused: REFUSED_SHAPE,
  'undo?': 'text',
};

export async function released(
  { paint }: Context,
  api: PluginsApi,
  release: ReleaseResource & { readonly rebased?: boolean },
): Promise<Result> {
  const previous = await findPreviousRelease(api, release.sid);
  const before = await fetchMembers(api, previous?.configuration_sid);
  const after = await fetchMembers(api, release.configuration_sid);
  const differences = findDifferences(before, after);
  const { rebased = false } = release;
  return {
    json: {
      dryRun: false,
      releaseSid: release.sid,
      configurationSid: release.configuration_sid,
      previousReleaseSid: previous?.sid ?? null,
      rebased,
      changes: changesJson(differences),
      refused: [],
    },
    text: () =>
      [
        `${paint.good('Released')} ${paint.strong(release.sid)} (configuration ${release.configuration_sid})`,
        describeDifferences(differences, paint),
        ...(rebased ? ['Others had released since the base; their changes are kept.'] : []),
        'Agents get it when they next load or refresh the desktop.',
      ].join('\n'),
    undo: previous ? `plugboard rollback --to ${previous.sid}` : undoFirst(after),
  };
}

/** Before the first release there was nothing, and a release without plugins is as near as one can get to that. */
function undoFirst(members: readonly Member[]): string | undefined {
  if (members.length === 0) return undefined;
  return `plugboard release ${members.map(({ plugin }) => `--disable ${plugin}`).join(' ')}`;
}
