// The registry's speed: `npm run bench:registry`, or `tsx bench/registry/run.ts [--quick] [--only manifest]`.
import { parseArgs } from 'node:util';
import { describeMachine, machineText } from '../machine.ts';
import { writeResults } from '../results.ts';
import { answersTable, measureBundles, measureManifest } from './answers.ts';
import type { BenchOptions } from './bench-options.ts';
import { growthTable, measureGrowth } from './growth.ts';
import { herdTable, measureHerd } from './herd.ts';
import { measureMemory, memoryTable } from './memory.ts';
import { measureReleases, releasesTable } from './releases.ts';

type Measured = { readonly rows: readonly object[]; readonly table: string };

const BENCHMARKS: Readonly<Record<string, (options: BenchOptions) => Promise<Measured>>> = {
  manifest: benchmark(measureManifest, answersTable),
  bundles: benchmark(measureBundles, answersTable),
  memory: benchmark(measureMemory, memoryTable),
  releases: benchmark(measureReleases, releasesTable),
  herd: benchmark(measureHerd, herdTable),
  growth: benchmark(measureGrowth, growthTable),
};

function benchmark<Row extends object>(
  measure: (options: BenchOptions) => Promise<Row[]>,
  tableOf: (rows: readonly Row[]) => string,
): (options: BenchOptions) => Promise<Measured> {
  return async (options) => {
    const rows = await measure(options);
    return { rows, table: tableOf(rows) };
  };
}

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
  const machine = await describeMachine();
  const parts: Record<string, Measured> = {};
  for (const [name, measure] of Object.entries(BENCHMARKS)) {
    if (only !== undefined && name !== only) continue;
    const measured = await measure({ quick, nodeFlags });
    parts[name] = measured;
    console.log(sectionOf(name, measured));
  }
  if (quick || only !== undefined || profile !== undefined) return;
  const sections = Object.entries(parts).map(([name, measured]) => sectionOf(name, measured));
  const markdown = `# The registry under load\n\n${machineText(machine)}\n${sections.join('')}`;
  const rows = Object.fromEntries(Object.entries(parts).map(([name, it]) => [name, it.rows]));
  console.log(`Written to ${await writeResults('registry', { machine, ...rows }, markdown)}`);
}

function sectionOf(name: string, { table }: Measured): string {
  return `\n## ${name}\n\n${table}\n`;
}

if (process.argv[1]?.endsWith('bench/registry/run.ts')) await main();
