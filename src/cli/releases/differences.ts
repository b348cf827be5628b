// What changes for agents from one configuration to another: pure, one entry per plugin that is not the same.
import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';
import type { Member } from './member.ts';

export type Difference = {
  readonly plugin: string;
  /** `changed`: another version that cannot be ordered; `moved`: only the phase is another. */
  readonly kind: 'added' | 'removed' | 'upgraded' | 'downgraded' | 'changed' | 'moved';
  readonly from?: Member;
  readonly to?: Member;
};

export function findDifferences(before: readonly Member[], after: readonly Member[]): Difference[] {
  const olds = new Map(before.map((member) => [member.plugin, member]));
  const news = new Map(after.map((member) => [member.plugin, member]));
  const plugins = [...new Set([...news.keys(), ...olds.keys()])];
  return plugins.flatMap((plugin): Difference[] => {
    const from = olds.get(plugin);
    const to = news.get(plugin);
    if (!from) return to ? [{ plugin, kind: 'added', to }] : [];
    if (!to) return [{ plugin, kind: 'removed', from }];
    if (from.versionSid !== to.versionSid) return [{ plugin, kind: direction(from, to), from, to }];
    return from.phase === to.phase ? [] : [{ plugin, kind: 'moved', from, to }];
  });
}

function direction(from: Member, to: Member): 'upgraded' | 'downgraded' | 'changed' {
  if (!valid(from.version) || !valid(to.version)) return 'changed';
  const order = compare(to.version, from.version);
  if (order === 0) return 'changed';
  return order > 0 ? 'upgraded' : 'downgraded';
}
