// A thundering herd: thousands of desktops start at the same moment while the registry is about to come back, with the
// loader's jitter and without.
import { setTimeout as delay } from 'node:timers/promises';
import { median, quantile } from '../statistics.ts';
import type { BenchOptions } from './bench-options.ts';
import { type Ask, type Boot, bootDesktop } from './herd-desktop.ts';
import {
  type RegistryUnderLoad,
  releaseHosted,
  startOptions,
  startRegistryUnderLoad,
} from './registry-under-load.ts';
import { browserRequest, onTheWire } from './wire-request.ts';

export type HerdRow = {
  readonly rule: 'with jitter, as the loader has it' | 'without jitter';
  readonly desktops: number;
  /** Most requests that reached the registry within any 20 ms, as a rate per second. */
  readonly peakPerSecond: number;
  /** From the return of the registry until half, and until the last, of those that got the manifest had it. */
  readonly halfUpMs: number;
  readonly allUpMs: number;
  /** Desktops that booted from what they had, because the registry was not back in time for them. */
  readonly withoutRegistry: number;
};

const RULES: readonly { rule: HerdRow['rule']; random: () => number }[] = [
  { rule: 'with jitter, as the loader has it', random: Math.random },
  { rule: 'without jitter', random: () => 1 },
];
/** The registry is started this long after the desktops were. */
const OUTAGE_MS = 100;
const WINDOW_MS = 20;

export async function measureHerd({ quick = false }: BenchOptions = {}): Promise<HerdRow[]> {
  const [desktops, rounds] = quick ? [300, 2] : [2_000, 7];
  const registry = await startRegistryUnderLoad();
  try {
    await releaseHosted(registry, Array(10).fill(1024));
    const measured = new Map<HerdRow['rule'], HerdRow[]>(RULES.map(({ rule }) => [rule, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { rule, random } of RULES) {
        measured.get(rule)?.push({ rule, ...(await stampede(registry, desktops, random)) });
      }
    }
    return [...measured.values()].map(medianRow);
  } finally {
    await registry.stop();
  }
}

async function stampede(
  registry: RegistryUnderLoad,
  desktops: number,
  random: () => number,
): Promise<Omit<HerdRow, 'rule'>> {
  const { url, accountSid, dataFolder } = registry;
  const manifest = `${url}/v1/PluginService/Releases/Active/Manifest?AccountSid=${accountSid}`;
  const port = Number(new URL(url).port);
  const ask: Ask = { port, request: onTheWire(browserRequest(manifest)) };
  await registry.process.call.close();

  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const boots = Array.from({ length: desktops }, () => bootDesktop(ask, random, elapsed));
  await delay(OUTAGE_MS);
  await registry.process.call.start({ ...startOptions(dataFolder), port });
  const backAt = elapsed();
  return summarise(await Promise.all(boots), backAt);
}

function summarise(boots: readonly Boot[], backAt: number): Omit<HerdRow, 'rule'> {
  const ups = boots.flatMap(({ upAt }) => (upAt === undefined ? [] : [upAt - backAt]));
  const asked = boots.flatMap((boot) => boot.asked).sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < asked.length; last += 1) {
    while ((asked[last] ?? 0) - (asked[first] ?? 0) > WINDOW_MS) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return {
    desktops: boots.length,
    peakPerSecond: (most / WINDOW_MS) * 1000,
    halfUpMs: quantile(ups, 0.5),
    allUpMs: quantile(ups, 1),
    withoutRegistry: boots.length - ups.length,
  };
}

function medianRow(rows: readonly HerdRow[]): HerdRow {
  const [row] = rows;
  if (!row) throw new Error('a herd ran at least once');
  const medianOf = (pick: (row: HerdRow) => number) => median(rows.map(pick));
  return {
    ...row,
    peakPerSecond: medianOf((it) => it.peakPerSecond),
    halfUpMs: medianOf((it) => it.halfUpMs),
    allUpMs: medianOf((it) => it.allUpMs),
    withoutRegistry: medianOf((it) => it.withoutRegistry),
  };
}

export function herdTable(rows: readonly HerdRow[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.desktops} desktops ${row.rule} | ${row.peakPerSecond.toFixed(0)} per s | ` +
      `${row.halfUpMs.toFixed(0)} ms | ${row.allUpMs.toFixed(0)} ms | ${row.withoutRegistry.toFixed(0)} |`,
  );
  return [
    '| herd | peak | half up after | all up after | on what they had |',
    '|---|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}
