// `npm run bench`: boots releases in Chromium with Plugboard and with what else there is, and writes down the times.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackages } from '../examples/flex-desktop/demo/install-packages.ts';
import { findChromium } from '../scripts/chromium.ts';
import { findFaults } from './boot/checks.ts';
import { BOUNDS, chooseContenders, isCached, isOurs } from './boot/contenders/index.ts';
import { installPeers } from './boot/contenders/peers/install-peers.ts';
import { estimateMinutes } from './boot/estimate.ts';
import { measureMainThread } from './boot/main-thread.ts';
import { type MeasuredRow, measureRow } from './boot/measure.ts';
import { rowArguments, rowTitle } from './boot/row.ts';
import { measureShippedBytes } from './boot/shipped-bytes.ts';
import { costTargets, ratioTargets, stageTargets } from './boot/targets.ts';
import { measureStage } from './flex-ui/measure-stage.ts';
import { type StageSummary, summariseStage } from './flex-ui/stage-summary.ts';
import { describeMachine } from './machine.ts';
import { type BenchOptions, readBenchOptions, USAGE } from './options.ts';
import { type BootSummary, resultsMarkdown, writeBootResults } from './results.ts';

const say = (line: string): void => console.log(line);
const PROFILED_PLUGINS = 200;
const STAGE_PLUGINS = 50;
const STAGE_ROUNDS = 7;
const QUIET_MS = 2_500;
const QUICK_QUIET_MS = 1_200;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    say(USAGE);
    return;
  }
  const options = readBenchOptions(args);
  await requireBuild();
  await installPeers(say);
  const contenders = chooseContenders(options.contenders, options.before);
  const names = contenders.map(({ name }) => name);
  const ours = contenders.filter(isOurs);
  const chromium = await findChromium();
  const packages = contenders.flatMap((it) => it.packages);
  const machine = await describeMachine(chromium.executablePath, packages);
  say(`About ${estimateMinutes(options, contenders)} minutes at most; ${names.length} contenders.`);

  const rows: MeasuredRow[] = [];
  if (options.parts.includes('boot')) {
    for (const row of options.rows) {
      say(`${rowTitle(row)}  (${rowArguments(row)})`);
      const { rounds, minutes, quick } = options;
      const bounds = BOUNDS.map(({ name }) => name);
      const watched = ours.map(({ name }) => name);
      const limits = { rounds, minutes, quietMs: quick ? QUICK_QUIET_MS : QUIET_MS, log: say };
      rows.push(await measureRow(row, { chromium, contenders, bounds, watched, ...limits }));
    }
  }
  const cost = options.parts.includes('cost') ? await measureCost(options, chromium, ours) : {};
  const stage = options.parts.includes('flex-ui')
    ? await measureStageOf(options, chromium)
    : undefined;
  const ourNames = ours.map(({ name }) => name);
  const summary: BootSummary = {
    machine,
    quick: options.quick,
    rows: rows.map(({ row, cells, rounds, settled }) => ({ row, cells, rounds, settled })),
    ...cost,
    ...(stage && { stage }),
    targets: [
      ...rows.flatMap(({ row, cells }) => ratioTargets(row, cells, ourNames)),
      ...costTargets(cost),
      ...(stage ? stageTargets(stage) : []),
    ],
  };
  say(resultsMarkdown(summary));
  say(`Written to ${await writeBootResults(summary, rows, resultsName(options))}`);

  const cached = contenders.filter(isCached).map(({ name }) => name);
  const faults = rows.flatMap((row) => findFaults(row, { ours: ourNames, cached }));
  for (const fault of faults) say(`FAULT: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function measureCost(
  { quick }: BenchOptions,
  chromium: Awaited<ReturnType<typeof findChromium>>,
  ours: ReturnType<typeof chooseContenders>,
): Promise<Pick<BootSummary, 'mainThread' | 'shipped'>> {
  const shipped = await measureShippedBytes();
  if (quick) return { shipped };
  const rounds = 5;
  say(`Main thread, ${PROFILED_PLUGINS} plugins`);
  const mainThread = await measureMainThread(chromium, ours, PROFILED_PLUGINS, rounds);
  return { shipped, mainThread };
}

async function measureStageOf(
  { quick }: BenchOptions,
  chromium: Awaited<ReturnType<typeof findChromium>>,
): Promise<StageSummary> {
  say(`Plugin stage in the real Flex UI, ${STAGE_PLUGINS} plugins`);
  const rounds = quick ? 1 : STAGE_ROUNDS;
  const quietMs = quick ? QUICK_QUIET_MS : QUIET_MS;
  await installPackages(say);
  const options = { chromium, count: STAGE_PLUGINS, rounds, quietMs, log: say };
  return summariseStage(STAGE_PLUGINS, await measureStage(options));
}

/** One file for each selection, so that a repeated row does not overwrite a whole run. */
function resultsName({ quick, isWholeRun }: BenchOptions): string {
  if (quick) return 'boot-quick';
  return isWholeRun ? 'boot' : 'boot-selection';
}

async function requireBuild(): Promise<void> {
  try {
    await stat(join(import.meta.dirname, '../dist/plugboard-loader.js'));
  } catch (cause) {
    throw new Error('The loader is not built yet: npm run build.', { cause });
  }
}

await main(process.argv.slice(2));
