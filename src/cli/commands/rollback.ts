// `plugboard rollback`: releases an earlier configuration again, after showing what that changes.
import { createRelease, type PluginsApi } from '../../client/index.ts';
import type { ReleaseResource } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
import { createPaint } from '../output/paint.ts';
import { describeDifferences } from '../releases/describe-differences.ts';
import { findDifferences } from '../releases/differences.ts';
import {
  findConfigurationSid,
  findPreviousRelease,
  requireActiveRelease,
} from '../releases/find-release.ts';
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

export const rollback: RunCommand<RollbackFlags> = async (context, { flags }) => {
  const api = await context.connect();
  const active = await requireActiveRelease(api);
  const configurationSid = await findTarget(api, active, flags.to);
  if (flags.dryRun) return rehearseConfiguration(context, api, configurationSid);

  const now = await fetchMembers(api, active.configuration_sid);
  const differences = findDifferences(now, await fetchMembers(api, configurationSid));
  context.note(`Rolling back from ${active.sid} to configuration ${configurationSid}:`);
  context.note(describeDifferences(differences, createPaint(context.terminal.colour.error)));
  await confirm(context, 'Release this?', { yes: flags.yes, unattended: true });
  const release = await createRelease(api, {
    configurationSid,
    reason: flags.reason,
    idempotencyKey: flags.idempotencyKey,
    // What was shown is what happens, or nothing does.
    ifMatch: active.sid,
  });
  return released(context, api, release);
};

async function findTarget(
  api: PluginsApi,
  active: ReleaseResource,
  to: string | undefined,
): Promise<string> {
  if (to === undefined) return (await previousOf(api, active)).configuration_sid;
  return findConfigurationSid(api, to);
}

async function previousOf(api: PluginsApi, active: ReleaseResource): Promise<ReleaseResource> {
  const previous = await findPreviousRelease(api, active.sid);
  if (previous) return previous;
  throw new CliError({
    code: 'no-earlier-release',
    message: `${active.sid} is the first release; there is nothing before it.`,
    advice: 'Take plugins out with `plugboard release --disable name`.',
    exit: EXIT.failed,
  });
}
