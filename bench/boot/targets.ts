// What Plugboard promises of its boot, and how far a measurement is from it.
import type { StageSummary } from '../flex-ui/stage-summary.ts';
import { median } from '../statistics.ts';
import type { MainThreadCost } from './main-thread.ts';
import type { Row, VisitName } from './row.ts';
import type { ShippedBytes } from './shipped-bytes.ts';
import type { Cell } from './summarise.ts';

export type Target = {
  readonly title: string;
  readonly limit: number;
  readonly measured: number | undefined;
  readonly unit: '' | 'ms' | 'bytes';
};

type RatioTarget = {
  readonly visit: VisitName;
  readonly count: number;
  readonly limit: number;
};

/** To the better bound, over the slow network by HTTP/2, five layers. */
const RATIOS: readonly RatioTarget[] = [
  { visit: 'cold', count: 50, limit: 1.1 },
  { visit: 'cold', count: 200, limit: 1.15 },
  { visit: 'warm', count: 50, limit: 1.1 },
  { visit: 'warm', count: 200, limit: 1.1 },
  { visit: 'hot', count: 50, limit: 1.05 },
  { visit: 'hot', count: 200, limit: 1.05 },
];
const OUTAGE_LIMIT = 1.05;

/** Targets that this row has, one for each of our ways to boot. */
export function ratioTargets(row: Row, cells: readonly Cell[], ours: readonly string[]): Target[] {
  const { graph, network, protocol } = row;
  if (graph !== 'layered' || network !== 'slow' || protocol !== 'h2') return [];
  return cells
    .filter(({ contender }) => ours.includes(contender))
    .flatMap(({ contender, visit, ratio, ratioToWarm }) => {
      if (visit === 'down') {
        const title = `${contender}: ${row.count} plugins, registry down, to its own second visit`;
        return [{ title, limit: OUTAGE_LIMIT, measured: ratioToWarm?.median, unit: '' as const }];
      }
      const target = RATIOS.find((it) => it.visit === visit && it.count === row.count);
      if (!target) return [];
      const title = `${contender}: ${row.count} plugins, ${visit}, to the better bound`;
      return [{ title, limit: target.limit, measured: ratio?.median, unit: '' as const }];
    });
}

type Cost = { readonly mainThread?: readonly MainThreadCost[]; readonly shipped?: ShippedBytes };

export function costTargets({ mainThread = [], shipped }: Cost): Target[] {
  const times = mainThread.map(({ contender, ms }) => ({
    title: `${contender}: the loader on the main thread, 200 plugins`,
    limit: 20,
    measured: median(ms),
    unit: 'ms' as const,
  }));
  if (!shipped) return times;
  const { loader, early } = shipped;
  return [
    ...times,
    { title: 'shipped for a boot, gzip', limit: 20_480, measured: loader + early, unit: 'bytes' },
    { title: 'of it inlined, gzip', limit: 2_048, measured: early, unit: 'bytes' },
  ];
}

/** Plugboard's plugin stage in the real Flex UI, to that of Flex UI's own loader. */
const STAGE_LIMITS = { cold: 0.25, warm: 0.5 } as const;

export function stageTargets({ count, cells }: StageSummary): Target[] {
  return cells
    .filter(({ loader }) => loader === 'plugboard')
    .map(({ visit, ratio }) => ({
      title: `plugin stage in the real Flex UI, ${count} plugins, ${visit}, to Flex UI's own loader`,
      limit: STAGE_LIMITS[visit],
      measured: ratio?.median,
      unit: '' as const,
    }));
}

export function describeTarget({ title, limit, measured, unit }: Target): string {
  if (measured === undefined) return `- ${title}: not measured (target ${format(limit, unit)})`;
  const isMet = measured <= limit;
  const distance = isMet ? 'met' : `missed by ${format(measured - limit, unit)}`;
  return `- ${title}: ${format(measured, unit)}, target ${format(limit, unit)}: ${distance}`;
}

function format(value: number, unit: Target['unit']): string {
  if (unit === 'bytes') return `${Math.round(value)} bytes`;
  if (unit === 'ms') return `${value.toFixed(1)} ms`;
  return value.toFixed(2);
}
