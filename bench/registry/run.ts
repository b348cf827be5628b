// The registry's speed: `npm run bench:registry`, or `tsx bench/registry/run.ts [--quick] [--only manifest]`.
import { parseArgs } from 'node:util';
import { answersTable, measureBundles, measureManifest } from './answers.ts';
import type { BenchOptions } from './bench-options.ts';
import { growthTable, measureGrowth } from './growth.ts';
import { herdTable, measureHerd } from './herd.ts';
import { measureMemory, memoryTable } from './memory.ts';
import { measureReleases, releasesTable } from './releases.ts';

/** Each answers a table in Markdown. */
const BENCHMARKS: Readonly<Record<string, (options: BenchOptions) => Promise<string>>> = {
  manifest: async (options) => answersTable(await measureManifest(options)),
  bundles: async (options) => answersTable(await measureBundles(options)),
  memory: async (options) => memoryTable(await measureMemory(options)),
  releases: async (options) => releasesTable(await measureReleases(options)),
  herd: async (options) => herdTable(await measureHerd(options)),
  growth: async (options) => growthTable(await measureGrowth(options)),
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { quick, only, profile } = values;
  if (only !== undefined && !(only in BENCHMARKS)) {
    throw new TypeError(`--only is one of ${Object.keys(BENCHMARKS).join(', ')}`);
  }
  const nodeFlags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  for (const [name, measure] of Object.entries(BENCHMARKS)) {
    if (only !== undefined && name !== only) continue;
    console.log(`\n## ${name}\n\n${await measure({ quick, nodeFlags })}`);
  }
}

if (process.argv[1]?.endsWith('bench/registry/run.ts')) await main();
