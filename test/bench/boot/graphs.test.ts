// The shapes of dependencies: only earlier plugins are needed, and each shape is what its name says.
import { GRAPHS, type GraphName } from '../../../bench/boot/graphs.ts';

const NAMES = Object.keys(GRAPHS) as GraphName[];

function needsOf(graph: GraphName, count: number): (readonly number[])[] {
  return Array.from({ length: count }, (_, index) => GRAPHS[graph](index, count));
}

for (const graph of NAMES) {
  test.each([5, 50, 200])(
    `in "${graph}" of %i plugins each needs only plugins before it, once`,
    (count) => {
      for (const [index, needs] of needsOf(graph, count).entries()) {
        expect(new Set(needs).size).toBe(needs.length);
        for (const needed of needs) expect(needed).toBeLessThan(index);
        for (const needed of needs) expect(needed).toBeGreaterThanOrEqual(0);
      }
    },
  );
}

test('chains are five plugins long', () => {
  expect(needsOf('chains', 10)).toEqual([[], [0], [1], [2], [3], [], [5], [6], [7], [8]]);
});

test('layers are five deep, and two plugins of a layer share one that they need', () => {
  const needs = needsOf('layered', 50);
  expect(needs.filter((it) => it.length === 0)).toHaveLength(10);
  expect(needs[10]).toEqual([0, 1]);
  expect(needs[11]).toEqual([1, 2]);
  expect(needs[19]).toEqual([0, 9]);
  expect(depthOf(49, needs)).toBe(5);
});

function depthOf(index: number, needs: readonly (readonly number[])[]): number {
  return 1 + Math.max(0, ...(needs[index] ?? []).map((it) => depthOf(it, needs)));
}
