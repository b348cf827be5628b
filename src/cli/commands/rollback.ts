// `plugboard rollback`: releases an earlier configuration again, after showing what that changes. Run again, it goes further back.
import { createRelease, listReleases, type PluginsApi } from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';
import { stepBack } from '../../registry/releases/step-back.ts';
import type { RunCommand } from '../command-spec.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { createPaint } from '../output/paint.ts';
import { describeDifferences } from '../releases/describe-differences.ts';
import { findDifferences } from '../releases/differences.ts';
import { findConfigurationSid, requireActiveRelease } from '../releases/find-release.ts';
import { findReplay } from '../releases/find-replay.ts';
import { fetchMembers } from '../releases/member.ts';
import { rehearseConfiguration } from '../releases/rehearse.ts';
import { released } from '../releases/released.ts';

export type RollbackFlags = {
  readonly to?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly idempotencyKey?: string;
};

/** Decided by the registry, so that a rerun with the same key is the same request, whatever is live by then. */
const PREVIOUS = 'Previous';

export const rollback: RunCommand<RollbackFlags> = async (context, { flags }) => {
  const { reason, idempotencyKey } = flags;
  const api = await context.connect();
  const active = await requireActiveRelease(api);
  const to = flags.to === undefined ? undefined : await findConfigurationSid(api, flags.to);
  const wanted = { configurationSid: to ?? PREVIOUS, reason, idempotencyKey };
  const replay = flags.dryRun ? undefined : await findReplay(api, wanted);
  if (replay) return released(context, api, replay);
  const configurationSid = to ?? (await findPreviousConfiguration(api, active));
  if (flags.dryRun) return rehearseConfiguration(context, api, { configurationSid });

  const now = await fetchMembers(api, active.configuration_sid);
  const differences = findDifferences(now, await fetchMembers(api, configurationSid));
  context.note(`Rolling back from ${active.sid} to configuration ${configurationSid}:`);
  context.note(describeDifferences(differences, createPaint(context.terminal.colour.error)));
  await confirm(context, 'Release this?', { yes: flags.yes, unattended: true });
  // What was shown is what happens, or nothing does.
  const release = await createRelease(api, { ...wanted, ifMatch: active.sid });
  return released(context, api, release);
};

async function findPreviousConfiguration(
  api: PluginsApi,
  active: ReleaseResource,
): Promise<string> {
  const releases: ReleaseResource[] = [];
  for await (const release of listReleases(api, { pageSize: 1000 })) releases.push(release);
  const previous = stepBack(releases);
  if (previous) return previous.configuration_sid;
  throw new CliError({
    code: 'no-earlier-release',
    message: `Nothing was live before the configuration of ${active.sid}.`,
    advice:
      'Take plugins out with `plugboard release --disable name`, or name a release of `plugboard history` with --to.',
    exit: EXIT.failed,
  });
}
