// How long `plugboard --help` takes next to a Node that does nothing, in turns: `npm run bench:cli`.
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine, machineText } from '../machine.ts';
import { writeResults } from '../results.ts';
import { median, quantile } from '../statistics.ts';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
const ROUNDS = 40;
/** What `--help` may take beyond Node itself. */
const LIMIT_MS = 150;

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'plugboard --help': [MAIN, '--help'],
  'plugboard release --help': [MAIN, 'release', '--help'],
  'plugboard --version': [MAIN, '--version'],
};

export type StartRow = {
  readonly command: string;
  readonly ms: number;
  /** Beyond `node -e 0` of the same round, with quartiles. */
  readonly own: { readonly median: number; readonly low: number; readonly high: number };
};

export function measureStart(rounds: number): StartRow[] {
  const times = new Map<string, number[]>(Object.keys(COMMANDS).map((name) => [name, []]));
  // The first round reads everything from the disk and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(COMMANDS)) {
      const ms = timeOf(args);
      if (round > 0) times.get(name)?.push(ms);
    }
  }
  const bare = times.get('node -e 0') ?? [];
  return [...times].map(([command, all]) => {
    const own = all.map((ms, round) => ms - (bare[round] ?? 0));
    const ends = { low: quantile(own, 0.25), high: quantile(own, 0.75) };
    return { command, ms: median(all), own: { median: median(own), ...ends } };
  });
}

function timeOf(args: readonly string[]): number {
  const start = performance.now();
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (error) throw error;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with code ${status}.`);
  return performance.now() - start;
}

export function startTable(rows: readonly StartRow[]): string {
  const lines = rows.map(
    ({ command, ms, own }) =>
      `| \`${command}\` | ${ms.toFixed(0)} ms | ${own.median.toFixed(0)} (${own.low.toFixed(0)}–${own.high.toFixed(0)}) ms |`,
  );
  return ['| command | takes | beyond Node itself |', '|---|---:|---:|', ...lines].join('\n');
}

async function main(): Promise<void> {
  await stat(MAIN).catch((cause: unknown) => {
    throw new Error('The command is not built yet: npm run build.', { cause });
  });
  const machine = await describeMachine();
  const rows = measureStart(ROUNDS);
  const table = startTable(rows);
  console.log(`${table}\n\nThe limit for --help is ${LIMIT_MS} ms beyond Node itself.`);
  const markdown = `# The start of the command\n\n${machineText(machine)}\n\n${table}\n`;
  console.log(`Written to ${await writeResults('cli', { machine, rows }, markdown)}`);
}

if (process.argv[1]?.endsWith('bench/cli/run.ts')) await main();
