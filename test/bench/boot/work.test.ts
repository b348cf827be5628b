// The release that every contender boots: real code that runs, of the promised size, and no plugin like another.
import { createContext, runInContext } from 'node:vm';
import { makeWork } from '../../../bench/boot/work.ts';

/** What the code said that it exports, and the names that it left in the global scope. */
function run(code: string): { counts: number[]; leftovers: string[] } {
  const counts: number[] = [];
  const context = createContext({ bench: { exported: (count: number) => counts.push(count) } });
  runInContext(`(function () { "use strict";${code}\n})()`, context);
  return { counts, leftovers: Object.keys(context).filter((name) => name !== 'bench') };
}

test('each plugin runs as the body of a function, says what it exports, and leaves nothing behind', async () => {
  const work = await makeWork(5, 'chains');
  for (const { code } of work) {
    const { counts, leftovers } = run(code);
    expect(counts).toEqual([expect.any(Number)]);
    expect(counts[0]).toBeGreaterThan(0);
    expect(leftovers).toEqual([]);
  }
});

test('plugins have about 30 KB each, and no module of one is in another', async () => {
  const work = await makeWork(5, 'none');
  const modules = work.flatMap(({ code }) => code.split('\nrun(function').slice(1));
  expect(new Set(modules).size).toBe(modules.length);
  for (const { code } of work) {
    expect(code.length).toBeGreaterThan(27_000);
    expect(code.length).toBeLessThan(40_000);
  }
});

test('the same work comes every time', async () => {
  expect(await makeWork(5, 'layered')).toEqual(await makeWork(5, 'layered'));
});
