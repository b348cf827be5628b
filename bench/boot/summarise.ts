// Medians of samples, and their ratios to the better bound of the same round: what disturbs a machine for a while
// disturbs both.
import { median, quantile } from '../statistics.ts';
import { VISITS, type VisitName } from './row.ts';
import { type Sample, timeOf } from './sample.ts';

export type Spread = { readonly median: number; readonly low: number; readonly high: number };

export type Cell = {
  readonly contender: string;
  readonly visit: VisitName;
  readonly samples: number;
  readonly failures: readonly string[];
  readonly violations: number;
  /** Milliseconds, with quartiles. Absent when every visit failed. */
  readonly ms?: Spread;
  /** To the better bound of the same round; `down` is compared with the bounds' second visits. */
  readonly ratio?: Spread;
  /** `down` only: to the same contender's second visit of the same round. */
  readonly ratioToWarm?: Spread;
  /** Most requests of one visit to the host of the bundles. */
  readonly mostCdnRequests: number;
  readonly medianBytes: number;
};

/** Cells stand in the order of the contenders. */
export function summarise(
  samples: readonly Sample[],
  bounds: readonly string[],
  contenders: readonly string[],
): Cell[] {
  return contenders.flatMap((contender) =>
    VISITS.flatMap((visit) => {
      const own = samples.filter((it) => it.contender === contender && it.visit === visit);
      return own.length === 0 ? [] : [cellOf(own, samples, bounds)];
    }),
  );
}

function cellOf(own: readonly Sample[], all: readonly Sample[], bounds: readonly string[]): Cell {
  const { contender, visit } = own[0] as Sample;
  const compared = visit === 'down' ? 'warm' : visit;
  const results = own.map(({ result }) => result);
  return {
    contender,
    visit,
    samples: own.length,
    failures: results.flatMap((it) => ('failure' in it ? [it.failure] : [])),
    violations: results.reduce((sum, it) => sum + ('violations' in it ? it.violations : 0), 0),
    ...spread(
      'ms',
      own.flatMap((it) => timeOf(it) ?? []),
    ),
    ...spread(
      'ratio',
      ratiosTo(
        own,
        all.filter((it) => isOf(it, bounds, compared)),
      ),
    ),
    ...(visit === 'down' &&
      spread(
        'ratioToWarm',
        ratiosTo(
          own,
          all.filter((it) => isOf(it, [contender], 'warm')),
        ),
      )),
    mostCdnRequests: Math.max(...own.map(({ requests }) => requests.cdn)),
    medianBytes: median(own.map(({ bytes }) => bytes)),
  };
}

function isOf(sample: Sample, contenders: readonly string[], visit: VisitName): boolean {
  return contenders.includes(sample.contender) && sample.visit === visit;
}

/** Rounds in which either side failed have no ratio. */
function ratiosTo(own: readonly Sample[], others: readonly Sample[]): number[] {
  return own.flatMap((sample) => {
    const times = others
      .filter((it) => it.round === sample.round)
      .flatMap((it) => timeOf(it) ?? []);
    const time = timeOf(sample);
    return time === undefined || times.length === 0 ? [] : [time / Math.min(...times)];
  });
}

function spread<Name extends string>(
  name: Name,
  values: readonly number[],
): { readonly [Key in Name]?: Spread } {
  if (values.length === 0) return {};
  const ends = { low: quantile(values, 0.25), high: quantile(values, 0.75) };
  return { [name]: { median: median(values), ...ends } } as { [Key in Name]: Spread };
}

const FEWEST_ROUNDS = 5;

/** Whether the ratios of these contenders lie close enough together that more rounds would change little. */
export function isSettled(
  cells: readonly Cell[],
  contenders: readonly string[],
  widest: number,
): boolean {
  const watched = cells.filter(({ contender }) => contenders.includes(contender));
  return watched.every(
    ({ samples, ratio }) =>
      samples >= FEWEST_ROUNDS && ratio !== undefined && ratio.high - ratio.low <= widest,
  );
}
