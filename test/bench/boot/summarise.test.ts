// Medians, ratios to the better bound of the same round, and when enough was measured.
import type { VisitName } from '../../../bench/boot/row.ts';
import type { Sample } from '../../../bench/boot/sample.ts';
import { isSettled, summarise } from '../../../bench/boot/summarise.ts';

const BOUNDS = ['one', 'many'];
const NAMES = [...BOUNDS, 'ours'];

function sample(
  contender: string,
  round: number,
  totalMs: number | string,
  visit: VisitName = 'cold',
): Sample {
  return {
    contender,
    round,
    visit,
    result:
      typeof totalMs === 'string'
        ? { failure: totalMs }
        : { totalMs, firstEvaluatedMs: 1, violations: 1, exported: 1 },
    requests: { desktop: 1, registry: 1, cdn: round },
    bytes: 10 * round,
  };
}

test('a ratio is taken to the better bound of its own round', () => {
  const cells = summarise(
    [
      sample('one', 0, 100),
      sample('many', 0, 200),
      sample('ours', 0, 110),
      sample('one', 1, 900),
      sample('many', 1, 300),
      sample('ours', 1, 600),
    ],
    BOUNDS,
    NAMES,
  );
  const ours = cells.find(({ contender }) => contender === 'ours');
  expect(ours?.ratio).toEqual({ median: 1.55, low: expect.closeTo(1.325), high: 1.775 });
  expect(ours?.ms?.median).toBe(355);
  expect(ours).toMatchObject({ samples: 2, violations: 2, mostCdnRequests: 1, medianBytes: 5 });
});

test('a failed visit is named and has no time; a round without bound has no ratio', () => {
  const cells = summarise(
    [sample('one', 0, 'gone'), sample('ours', 0, 50), sample('ours', 1, 'late')],
    BOUNDS,
    NAMES,
  );
  expect(cells.find(({ contender }) => contender === 'one')?.ms).toBeUndefined();
  expect(cells.find(({ contender }) => contender === 'ours')).toMatchObject({
    failures: ['late'],
    ms: { median: 50 },
  });
  expect(cells.find(({ contender }) => contender === 'ours')?.ratio).toBeUndefined();
});

test('a visit with the registry down is compared with the second visits: its own and the bounds', () => {
  const cells = summarise(
    [
      sample('one', 0, 100, 'warm'),
      sample('one', 0, 10, 'cold'),
      sample('ours', 0, 200, 'warm'),
      sample('ours', 0, 220, 'down'),
    ],
    BOUNDS,
    NAMES,
  );
  const down = cells.find(({ visit }) => visit === 'down');
  expect(down?.ratio?.median).toBe(2.2);
  expect(down?.ratioToWarm?.median).toBe(1.1);
});

test('five rounds with quartiles close together are enough, four or wide ones are not', () => {
  const rounds = (times: readonly number[]) =>
    summarise(
      times.flatMap((time, round) => [sample('one', round, 100), sample('ours', round, time)]),
      BOUNDS,
      NAMES,
    );
  expect(isSettled(rounds([100, 101, 102, 103, 104]), ['ours'], 0.06)).toBe(true);
  expect(isSettled(rounds([100, 101, 102, 103]), ['ours'], 0.06)).toBe(false);
  expect(isSettled(rounds([100, 150, 200, 250, 300]), ['ours'], 0.06)).toBe(false);
  expect(isSettled(rounds([100, 150, 200, 250, 300]), ['one'], 0.06)).toBe(true);
});
