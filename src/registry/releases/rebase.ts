// Puts changes that were made against one release on top of another: pure, and the whole rule of who wins.
import { DEFAULT_PHASE } from '../../domain/index.ts';

export type Membership = {
  readonly plugin: string;
  readonly versionSid: string;
  readonly phase: number;
};

export type PluginChange =
  | { readonly kind: 'disable'; readonly plugin: string }
  | {
      readonly kind: 'enable';
      readonly plugin: string;
      readonly versionSid: string;
      /** Default: the phase that the plugin has now, else that of Twilio's clients. */
      readonly phase?: number;
    };

export type Rebased = {
  readonly members: readonly Membership[];
  /** Plugins that both sides changed, and not to the same. */
  readonly conflicts: readonly string[];
};

export function rebase(
  base: readonly Membership[],
  active: readonly Membership[],
  changes: readonly PluginChange[],
): Rebased {
  const before = byName(base);
  const members = byName(active);
  const conflicts: string[] = [];
  for (const change of changes) {
    const now = members.get(change.plugin);
    const wanted = apply(change, now);
    const movedMeanwhile = !same(before.get(change.plugin), now);
    if (movedMeanwhile && !same(now, wanted)) conflicts.push(change.plugin);
    // A member that is replaced keeps its place in the order.
    else if (wanted) members.set(change.plugin, wanted);
    else members.delete(change.plugin);
  }
  return { members: [...members.values()], conflicts };
}

function apply(change: PluginChange, now: Membership | undefined): Membership | undefined {
  if (change.kind === 'disable') return undefined;
  const { plugin, versionSid, phase = now?.phase ?? DEFAULT_PHASE } = change;
  return { plugin, versionSid, phase };
}

function same(one: Membership | undefined, other: Membership | undefined): boolean {
  return one?.versionSid === other?.versionSid && one?.phase === other?.phase;
}

function byName(members: readonly Membership[]): Map<string, Membership> {
  return new Map(members.map((member) => [member.plugin, member]));
}
