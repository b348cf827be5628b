// `plugboard release`: makes a set of plugins live, against the live one or against what the caller looked at.
import {
  type ComposedReleaseResource,
  composeRelease,
  createRelease,
  type PluginsApi,
} from '../../client/index.ts';
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
  const { configuration } = flags;
  const base = flags.base === undefined ? undefined : await findReleaseBase(api, flags.base);
  if (configuration === undefined) {
    if (flags.dryRun) return rehearseChanges(context, api, { ...flags, base });
    return released(context, api, await compose(api, flags));
  }
  if (flags.dryRun) {
    return rehearseConfiguration(context, api, { configurationSid: configuration, base });
  }
  const { reason, idempotencyKey } = flags;
  const guards = { reason, idempotencyKey, ifMatch: base };
  const made = await createRelease(api, { configurationSid: configuration, ...guards });
  return released(context, api, made);
};

/** The base goes as it was typed: `active` with the same key is the same request when something else is active. */
async function compose(api: PluginsApi, flags: ReleaseFlags): Promise<ComposedReleaseResource> {
  const { base, name, description, reason, idempotencyKey, allowBroken } = flags;
  return composeRelease(api, {
    ...(await changesToSend(api, flags)),
    base,
    name,
    description,
    reason,
    idempotencyKey,
    policy: allowBroken ? 'warn' : undefined,
  });
}

function refuseMixture(flags: ReleaseFlags): void {
  const { configuration, base, enable = [], disable = [] } = flags;
  if (configuration === undefined) {
    if (enable.length + disable.length > 0) return;
    throw usageError(
      'There is nothing to release.',
      'Name plugins with --enable and --disable, or a whole configuration with --configuration.',
    );
  }
  if (base === 'none') {
    throw usageError(
      'A whole configuration cannot be released against nothing.',
      'Leave out --base, or give the SID of the release that has to be live.',
    );
  }
  const given = CHANGE_FLAGS.filter(([flag]) => flags[flag] !== undefined);
  if (given.length > 0) {
    throw usageError(
      `A configuration is fixed: it cannot be released with ${given.map(([, typed]) => typed).join(', ')}.`,
      'Leave out --configuration to change what is live.',
    );
  }
}

/** What makes a configuration, as it is typed. */
const CHANGE_FLAGS: readonly (readonly [keyof ChangeFlags, string])[] = [
  ['enable', '--enable'],
  ['disable', '--disable'],
  ['phase', '--phase'],
  ['name', '--name'],
  ['description', '--description'],
  ['allowBroken', '--allow-broken'],
];
