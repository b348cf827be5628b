// `plugboard release`: makes a set of plugins live, against the live one or against what the caller looked at.
import { composeRelease, createRelease, type PluginsApi } from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { usageError } from '../failures/usage-error.ts';
import { changesToSend } from '../releases/changes-to-send.ts';
import { findReleaseBase } from '../releases/find-release.ts';
import type { ChangeFlags } from '../releases/read-changes.ts';
import { rehearseChanges, rehearseConfiguration } from '../releases/rehearse.ts';
import { released } from '../releases/released.ts';

export type ReleaseFlags = ChangeFlags & {
  readonly configuration?: string;
  readonly base?: string;
  readonly dryRun?: boolean;
  readonly reason?: string;
  readonly idempotencyKey?: string;
};

export const release: RunCommand<ReleaseFlags> = async (context, { flags }) => {
  refuseMixture(flags);
  const api = await context.connect();
  const base = flags.base === undefined ? undefined : await findReleaseBase(api, flags.base);
  if (flags.dryRun) {
    return flags.configuration === undefined
      ? rehearseChanges(context, api, { ...flags, base })
      : rehearseConfiguration(context, api, flags.configuration);
  }
  return released(context, api, await send(api, { ...flags, base }));
};

async function send(api: PluginsApi, flags: ReleaseFlags) {
  const { configuration, base, reason, idempotencyKey, name, description } = flags;
  if (configuration !== undefined) {
    const guards = { reason, idempotencyKey, ifMatch: base };
    return createRelease(api, { configurationSid: configuration, ...guards });
  }
  return composeRelease(api, {
    ...(await changesToSend(api, flags)),
    base,
    name,
    description,
    reason,
    idempotencyKey,
    policy: flags.allowBroken ? 'warn' : undefined,
  });
}

function refuseMixture({ configuration, base, enable = [], disable = [] }: ReleaseFlags): void {
  if (configuration !== undefined && base === 'none') {
    throw usageError(
      'A whole configuration cannot be released against nothing.',
      'Leave out --base, or give the SID of the release that has to be live.',
    );
  }
  const changes = enable.length + disable.length;
  if (configuration !== undefined && changes > 0) {
    throw usageError(
      'A configuration is fixed: it cannot be released with --enable or --disable.',
      'Leave out --configuration to change what is live.',
    );
  }
  if (configuration === undefined && changes === 0) {
    throw usageError(
      'There is nothing to release.',
      'Name plugins with --enable and --disable, or a whole configuration with --configuration.',
    );
  }
}
