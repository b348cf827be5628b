// The results as Markdown.
import type { MeasuredRow } from './measure.ts';
import { rowArguments, rowTitle, VISIT_TITLES, VISITS } from './row.ts';
import type { Cell, Spread } from './summarise.ts';

/** A measured row without its samples. */
export type SummarisedRow = Pick<MeasuredRow, 'row' | 'cells' | 'rounds' | 'settled'>;

export function rowTable(measured: SummarisedRow): string {
  const { row, cells, rounds, settled } = measured;
  const visits = VISITS.filter((visit) => cells.some((cell) => cell.visit === visit));
  const head = `| | ${visits.map((visit) => VISIT_TITLES[visit]).join(' | ')} |`;
  const rule = `|---|${visits.map(() => '---:').join('|')}|`;
  const contenders = [...new Set(cells.map(({ contender }) => contender))];
  const lines = contenders.map((contender) => {
    const own = visits.map((visit) =>
      cellText(cells.find((it) => it.contender === contender && it.visit === visit)),
    );
    return `| ${contender} | ${own.join(' | ')} |`;
  });
  const certainty = settled ? '' : ' The ratios did not settle within the limits of the run.';
  return [
    `**${rowTitle(row)}** (${rounds} rounds; \`npm run bench -- ${rowArguments(row)}\`)${certainty}`,
    '',
    head,
    rule,
    ...lines,
  ].join('\n');
}

/** Median in ms with its quartiles, and in bold the ratio to the better bound with its quartiles. */
function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  const { ms, ratio, failures, violations } = cell;
  const parts = [
    ...(ms ? [`${spreadText(ms, 0)} ms`] : []),
    ...(ratio ? [`**${ratio.median.toFixed(2)}** (${ends(ratio, 2)})`] : []),
    ...(failures.length > 0 ? [`${failures.length} of ${cell.samples} did not boot`] : []),
    ...(violations > 0 ? [`out of order: ${violations}`] : []),
  ];
  return parts.join(', ');
}

function spreadText(spread: Spread, digits: number): string {
  return `${spread.median.toFixed(digits)} (${ends(spread, digits)})`;
}

function ends({ low, high }: Spread, digits: number): string {
  return `${low.toFixed(digits)}–${high.toFixed(digits)}`;
}
