// Composes and releases in one step: the active release plus the plugins to enable, less the plugins to disable.
// When somebody else released meanwhile, changes of other plugins are kept and changes of the same plugin are refused.

import { createConfiguration } from '../configurations/create-configuration.ts';
import { allConfiguredPlugins } from '../configured-plugins/store.ts';
import type { ReleaseRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest, conflict } from '../http/api-error.ts';
import { createRelease } from './create-release.ts';
import { type Membership, type PluginChange, rebase } from './rebase.ts';
import { findActiveRelease, findRelease } from './store.ts';

export type Composition = {
  /** The release that the caller looked at; `None` when there was none. Default: the active one. */
  readonly base: string | undefined;
  readonly changes: readonly PluginChange[];
  readonly name: string;
  readonly description: string;
  readonly policy: 'warn' | 'refuse';
  readonly expectedActive: string | undefined;
};

export type ComposedRelease = {
  readonly release: ReleaseRow;
  readonly base: ReleaseRow | undefined;
  /** Others had released since `base`; their changes are in this release too. */
  readonly rebased: boolean;
};

export async function composeRelease(write: Write, wanted: Composition): Promise<ComposedRelease> {
  const active = await findActiveRelease(write.tx, write.account.sid);
  const base = await findBase(write, wanted.base, active);
  const now = await membershipOf(write, active);
  const before = base?.sid === active?.sid ? now : await membershipOf(write, base);

  const { members, conflicts } = rebase(before, now, wanted.changes);
  if (conflicts.length > 0) {
    throw conflict(
      'release-conflict',
      `${conflicts.join(', ')} changed since release ${base?.sid ?? 'none'}`,
      {
        plugins: conflicts,
        active_release: active?.sid ?? null,
        active_configuration: active?.configuration_sid ?? null,
      },
    );
  }
  const configuration = await createConfiguration(write, { ...wanted, members });
  const release = await createRelease(write, {
    configuration: configuration.sid,
    expectedActive: wanted.expectedActive,
  });
  return { release, base, rebased: base?.sid !== active?.sid };
}

async function findBase(
  { tx, account }: Write,
  wanted: string | undefined,
  active: ReleaseRow | undefined,
): Promise<ReleaseRow | undefined> {
  if (wanted === undefined) return active;
  if (wanted.toLowerCase() === 'none') return undefined;
  const base = await findRelease(tx, account.sid, wanted);
  if (!base) throw badRequest('release-unknown', `Release ${wanted} was not found`);
  return base;
}

async function membershipOf(
  { tx }: Write,
  release: ReleaseRow | undefined,
): Promise<readonly Membership[]> {
  if (!release) return [];
  const members = await allConfiguredPlugins(tx, release.configuration_sid);
  return members.map((member) => ({
    plugin: member.unique_name,
    versionSid: member.sid,
    phase: member.phase,
  }));
}
