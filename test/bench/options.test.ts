// The arguments of `npm run bench`.
import { readBenchOptions } from '../../bench/options.ts';

test('without arguments the rows of the targets are measured, with everybody', () => {
  const options = readBenchOptions([]);
  expect(options.rows.map(({ count, network, protocol }) => [count, network, protocol])).toEqual([
    [50, 'slow', 'h2'],
    [200, 'slow', 'h2'],
  ]);
  expect(options).toMatchObject({ contenders: [], quick: false, isWholeRun: true });
});

test('lists make every combination, and what is not named keeps its usual value', () => {
  const { rows, isWholeRun, parts } = readBenchOptions(
    '--only boot --n 5,50 --protocol h1,h2 --dag none'.split(' '),
  );
  expect(rows).toHaveLength(4);
  expect(new Set(rows.map(({ network }) => network))).toEqual(new Set(['slow']));
  expect(new Set(rows.map(({ graph }) => graph))).toEqual(new Set(['none']));
  expect(parts).toEqual(['boot']);
  expect(isWholeRun).toBe(false);
});

test('limits alone make no selection', () => {
  expect(readBenchOptions('--rounds 3 --minutes=9'.split(' '))).toMatchObject({
    isWholeRun: true,
    rounds: 3,
    minutes: 9,
  });
});

test.each([
  [['--dag', 'star'], '--dag takes none, chains, layered, not star.'],
  [['--n', '0'], '--n takes a whole number from 1, not 0.'],
  [['--rounds', 'x'], '--rounds takes a whole number from 1, not x.'],
])('%p is refused', (args, sentence) => {
  expect(() => readBenchOptions(args)).toThrow(sentence);
});
