// How long planLoad() takes from 10 to 10,000 plugins, and how it grows: `npm run bench:solver`.
import { planLoad } from '../../src/domain/index.ts';
import { describeMachine, machineText } from '../machine.ts';
import { writeResults } from '../results.ts';
import { median, slopeOfLogs } from '../statistics.ts';
import { releaseOf, SHAPES, type Shape } from './graphs.ts';

const COUNTS = [10, 100, 1_000, 10_000];
const REPETITIONS = 15;

export type SolverRow = {
  readonly shape: Shape;
  /** Milliseconds by number of plugins, median of the repetitions. */
  readonly ms: Readonly<Record<number, number>>;
  /** Time grows as N to this power, fitted from 100 plugins on. */
  readonly exponent: number;
  readonly heapMb: number;
};

export function measureSolver(): SolverRow[] {
  return SHAPES.map((shape) => {
    const ms = Object.fromEntries(COUNTS.map((count) => [count, timePlan(shape, count)]));
    const points = COUNTS.filter((count) => count >= 100).map(
      (count) => [count, ms[count] ?? 0] as const,
    );
    return { shape, ms, exponent: slopeOfLogs(points), heapMb: heapOfPlan(shape, 10_000) };
  });
}

function timePlan(shape: Shape, count: number): number {
  const manifest = releaseOf(shape, count);
  const times = Array.from({ length: REPETITIONS }, () => {
    const start = performance.now();
    planLoad(manifest);
    return performance.now() - start;
  });
  return median(times);
}

function heapOfPlan(shape: Shape, count: number): number {
  const manifest = releaseOf(shape, count);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const plan = planLoad(manifest);
  const used = process.memoryUsage().heapUsed - before;
  if (plan.phases.length + plan.refused.length === 0) throw new Error('the plan is empty');
  return used / 2 ** 20;
}

export function solverTable(rows: readonly SolverRow[]): string {
  const head = `| release | ${COUNTS.map((count) => `${count} plugins`).join(' | ')} | grows as | heap |`;
  const rule = `|---|${COUNTS.map(() => '---:').join('|')}|---:|---:|`;
  const lines = rows.map(({ shape, ms, exponent, heapMb }) => {
    const times = COUNTS.map((count) => `${ms[count]?.toFixed(2)} ms`).join(' | ');
    return `| ${shape} | ${times} | N^${exponent.toFixed(2)} | ${heapMb.toFixed(0)} MB |`;
  });
  return [head, rule, ...lines].join('\n');
}

async function main(): Promise<void> {
  const machine = await describeMachine();
  const rows = measureSolver();
  const table = solverTable(rows);
  console.log(table);
  const markdown = `# The solver\n\n${machineText(machine)}\n\n${table}\n`;
  console.log(`Written to ${await writeResults('solver', { machine, rows }, markdown)}`);
}

if (process.argv[1]?.endsWith('bench/solver/run.ts')) await main();
