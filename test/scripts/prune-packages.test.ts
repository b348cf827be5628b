// What the standalone script leaves out of semver must not change one answer about a range.
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { satisfies } from 'semver';

/** Answers all pairs in one process, because rollup and its plugin are ES modules that jest cannot load. */
function askPruned(pairs: readonly (readonly [version: string, range: string])[]): boolean[] {
  const script = `
    import { nodeResolve } from '@rollup/plugin-node-resolve';
    import commonjs from '@rollup/plugin-commonjs';
    import { rollup } from 'rollup';
    import { prunePackages } from './scripts/prune-packages.mjs';
    const bundle = await rollup({
      input: 'semver/functions/satisfies.js',
      plugins: [prunePackages(), nodeResolve(), commonjs()],
    });
    const { output } = await bundle.generate({ format: 'es' });
    const { default: satisfies } = await import('data:text/javascript,' + encodeURIComponent(output[0].code));
    const pairs = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(pairs.map(([version, range]) => satisfies(version, range, { includePrerelease: true }))));
  `;
  const args = ['--input-type=module', '--eval', script, JSON.stringify(pairs)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as boolean[];
}

const number = fc.nat({ max: 3 });
const plain = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const tag = fc.constantFrom('', '', '', '-beta.1', '-rc.0', '-alpha');
const version = fc.tuple(plain, tag).map(([base, suffix]) => base + suffix);
const blanks = fc.constantFrom('', '', ' ', '  ', ' v', ' = ');
const operator = fc.constantFrom('', '^', '~', '>', '>=', '<', '<=', '=');
const partial = fc.constantFrom('1', '1.x', '2.*', '1.2', '1.2.x', '*', '');
const comparator = fc.oneof(
  partial,
  fc.tuple(operator, blanks, fc.oneof(version, partial)).map((it) => it.join('')),
  fc.tuple(version, version).map(([from, to]) => `${from} - ${to}`),
);
const range = fc
  .array(fc.array(comparator, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
  .map((sets) => sets.map((set) => set.join(' ')).join(' || '));

it('a pruned semver gives the answers of the whole one', () => {
  const pairs = fc.sample(fc.tuple(version, range), { numRuns: 3_000, seed: 7 });
  const expected = pairs.map(([it, wanted]) => satisfies(it, wanted, { includePrerelease: true }));

  expect(askPruned(pairs)).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
});
