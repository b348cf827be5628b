// The plugin stage in numbers: medians, and Plugboard's ratio to Flex UI's own loader in the same round.
import type { Spread } from '../boot/summarise.ts';
import { median, quantile } from '../statistics.ts';
import type { StageSample, StageVisit } from './measure-stage.ts';
import type { PluginLoader } from './stage-moments.ts';

export type StageCell = {
  readonly loader: PluginLoader;
  readonly visit: StageVisit;
  /** Milliseconds, with quartiles. */
  readonly stage: Spread;
  /** From the start of the navigation. */
  readonly total: Spread;
  /** Of the stage, to that of Flex UI's own loader; Plugboard only. */
  readonly ratio?: Spread;
};

export type StageSummary = {
  readonly count: number;
  readonly rounds: number;
  readonly cells: readonly StageCell[];
};

const TITLES: Readonly<Record<PluginLoader, string>> = {
  plugboard: 'Plugboard',
  flex: "Flex UI's own loader",
};
const VISITS: readonly StageVisit[] = ['cold', 'warm'];

export function summariseStage(count: number, samples: readonly StageSample[]): StageSummary {
  const rounds = new Set(samples.map(({ round }) => round)).size;
  const cells = VISITS.flatMap((visit) =>
    (['plugboard', 'flex'] as const).map((loader) => cellOf(samples, loader, visit)),
  );
  return { count, rounds, cells };
}

export function stageTable({ count, rounds, cells }: StageSummary): string {
  const lines = (['plugboard', 'flex'] as const).map((loader) => {
    const own = VISITS.map((visit) =>
      cells.find((it) => it.loader === loader && it.visit === visit),
    );
    return `| ${[TITLES[loader], ...own.map(cellText), ...own.map(totalText)].join(' | ')} |`;
  });
  return [
    `**Plugin stage in the real Flex UI**, ${count} plugins (${rounds} rounds; \`npm run bench -- --only flex-ui\`)`,
    '',
    '| | first visit | second visit | whole boot, first | whole boot, second |',
    '|---|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}

function cellOf(
  samples: readonly StageSample[],
  loader: PluginLoader,
  visit: StageVisit,
): StageCell {
  const of = (loader: PluginLoader) =>
    samples.filter((it) => it.loader === loader && it.visit === visit);
  const own = of(loader);
  const ratios = own.flatMap(({ round, stageMs }) => {
    const other = of('flex').find((it) => it.round === round);
    return other ? [stageMs / other.stageMs] : [];
  });
  return {
    loader,
    visit,
    stage: spreadOf(own.map(({ stageMs }) => stageMs)),
    total: spreadOf(own.map(({ totalMs }) => totalMs)),
    ...(loader === 'plugboard' && { ratio: spreadOf(ratios) }),
  };
}

function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

function cellText(cell: StageCell | undefined): string {
  if (!cell) return '-';
  const { stage, ratio } = cell;
  const ms = `${stage.median.toFixed(0)} (${stage.low.toFixed(0)}–${stage.high.toFixed(0)}) ms`;
  return ratio
    ? `${ms}, **${ratio.median.toFixed(2)}** (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})`
    : ms;
}

function totalText(cell: StageCell | undefined): string {
  return cell ? `${cell.total.median.toFixed(0)} ms` : '-';
}
