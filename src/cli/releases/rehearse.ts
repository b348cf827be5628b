// `release --dry-run`: what would change and what would be refused, without changing anything.
import { fetchActiveRelease, fetchRelease, type PluginsApi } from '../../client/index.ts';
import { rebase } from '../../registry/releases/rebase.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import type { Result } from '../result.ts';
import { findRefusals, type Refusal } from './check-boot.ts';
import { changesJson, describeDifferences } from './describe-differences.ts';
import { findDifferences } from './differences.ts';
import { fetchMembers, type Member } from './member.ts';
import { type ChangeFlags, readChanges } from './read-changes.ts';
import { refuseIfMoved, refuseUnreleasable } from './refuse-unreleasable.ts';

export async function rehearseChanges(
  context: Context,
  api: PluginsApi,
  flags: ChangeFlags & { readonly base?: string | undefined },
): Promise<Result> {
  const active = await fetchActiveRelease(api);
  const now = await fetchMembers(api, active?.configuration_sid);
  const before = await fetchBase(api, flags.base, now);
  const { changes, enabled } = await readChanges(api, flags);
  const { members, conflicts } = rebase(before, now, changes);
  if (conflicts.length > 0) {
    throw new CliError({
      code: 'release-conflict',
      message: `${conflicts.join(', ')} changed since release ${flags.base}.`,
      advice: 'Look at `plugboard history`, then try again with --base active.',
      exit: EXIT.conflict,
      details: { plugins: conflicts, active_release: active?.sid ?? null },
    });
  }
  const known = new Map(now.map((member) => [member.versionSid, member]));
  const after = members.flatMap(({ versionSid, phase }) => {
    const member = enabled.get(versionSid) ?? known.get(versionSid);
    return member ? [{ ...member, phase }] : [];
  });
  const isRebased = flags.base !== undefined && flags.base !== 'none' && flags.base !== active?.sid;
  return rehearsed(context, { now, after, rebased: isRebased, allowBroken: flags.allowBroken });
}

export type RehearsedConfiguration = {
  readonly configurationSid: string;
  /** SID of the release that has to be live still. */
  readonly base?: string | undefined;
};

export async function rehearseConfiguration(
  context: Context,
  api: PluginsApi,
  { configurationSid, base }: RehearsedConfiguration,
): Promise<Result> {
  const active = await fetchActiveRelease(api);
  refuseIfMoved(base, active);
  await refuseUnreleasable(api, configurationSid);
  const now = await fetchMembers(api, active?.configuration_sid);
  const after = await fetchMembers(api, configurationSid);
  return rehearsed(context, { now, after, rebased: false, allowBroken: true });
}

async function fetchBase(
  api: PluginsApi,
  base: string | undefined,
  now: readonly Member[],
): Promise<readonly Member[]> {
  if (base === undefined) return now;
  if (base === 'none') return [];
  return fetchMembers(api, (await fetchRelease(api, base)).configuration_sid);
}

type Rehearsal = {
  readonly now: readonly Member[];
  readonly after: readonly Member[];
  readonly rebased: boolean;
  readonly allowBroken: boolean | undefined;
};

function rehearsed({ paint }: Context, { now, after, rebased, allowBroken }: Rehearsal): Result {
  const differences = findDifferences(now, after);
  const refused = findRefusals(after);
  // What is archived is never released, whatever the policy says.
  const isRefused = after.some((member) => member.archived) || (refused.length > 0 && !allowBroken);
  return {
    json: {
      dryRun: true,
      releaseSid: null,
      configurationSid: null,
      previousReleaseSid: null,
      rebased,
      changes: changesJson(differences),
      refused,
    },
    text: () =>
      [
        isRefused ? paint.bad('This would be refused:') : 'This would be released:',
        describeDifferences(differences, paint),
        ...refused.map(({ message }: Refusal) => paint.bad(`  ! ${message}`)),
        paint.faint('Nothing was changed.'),
      ].join('\n'),
    exit: isRefused ? EXIT.refused : EXIT.ok,
  };
}
