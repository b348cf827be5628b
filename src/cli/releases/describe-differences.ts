// Differences in one line each, for people, and as JSON, for programs.
import type { Paint } from '../output/paint.ts';
import type { Shape } from '../shape.ts';
import type { Difference } from './differences.ts';

export const CHANGE_SHAPE = {
  plugin: 'text',
  kind: 'text',
  from: 'text or null',
  to: 'text or null',
  phaseFrom: 'number or null',
  phaseTo: 'number or null',
} as const;

export const CHANGES_SHAPE: Shape = [CHANGE_SHAPE];

export function changesJson(differences: readonly Difference[]) {
  return differences.map(({ plugin, kind, from, to }) => ({
    plugin,
    kind,
    from: from?.version ?? null,
    to: to?.version ?? null,
    phaseFrom: from?.phase ?? null,
    phaseTo: to?.phase ?? null,
  }));
}

export function describeDifferences(differences: readonly Difference[], paint: Paint): string {
  if (differences.length === 0) return paint.faint('  no plugin changes');
  return differences.map((difference) => `  ${line(difference, paint)}`).join('\n');
}

function line({ plugin, kind, from, to }: Difference, paint: Paint): string {
  const phases =
    from && to && from.phase !== to.phase ? `, phase ${from.phase} -> ${to.phase}` : '';
  switch (kind) {
    case 'added':
      return paint.good(`+ ${plugin} ${to?.version} (phase ${to?.phase})`);
    case 'removed':
      return paint.bad(`- ${plugin} ${from?.version}`);
    case 'moved':
      return paint.warn(`~ ${plugin} ${to?.version}${phases}`);
    case 'upgraded':
    case 'downgraded':
    case 'changed':
      return paint.warn(`~ ${plugin} ${from?.version} -> ${to?.version} (${kind}${phases})`);
  }
}
