// How fast the registry answers what every boot asks for, next to a bare server that sends the same bytes.

import type { BenchOptions } from './bench-options.ts';
import { type Arena, compare, type Pair, type Row, rowOf } from './compare.ts';
import type { BareOffers } from './processes/bare.ts';
import { startChild } from './processes/child.ts';
import type { LoadOffers } from './processes/load.ts';
import {
  type RegistryUnderLoad,
  releaseHosted,
  startRegistryUnderLoad,
} from './registry-under-load.ts';
import { browserRequest, recordAnswer, type WireRequest } from './wire-request.ts';

const KB = 1024;
const SMALL = 30 * KB;
const LARGE = 1024 * KB;
const LIVES = 5;

type Question = {
  readonly name: string;
  readonly request: WireRequest;
  /** In each turn. */
  readonly requests: number;
};

/** Requests for the manifest of ten plugins, with and without `If-None-Match`. */
export function measureManifest(options: BenchOptions = {}): Promise<Row[]> {
  return measureAnswers(options, async ({ url, accountSid }) => {
    const address = `${url}/v1/PluginService/Releases/Active/Manifest?AccountSid=${accountSid}`;
    const ifNoneMatch = etagOf(await recordAnswer(browserRequest(address)));
    return [
      { name: 'manifest, 200', request: browserRequest(address), requests: 8_000 },
      { name: 'manifest, 304', request: browserRequest(address, { ifNoneMatch }), requests: 8_000 },
    ];
  });
}

/** Requests for bundles of 30 KB and of 1 MB, as they are and compressed with brotli. */
export function measureBundles(options: BenchOptions = {}): Promise<Row[]> {
  const plain = { encoding: 'identity' };
  return measureAnswers(options, async (_, [small = '', large = '']) => [
    { name: 'bundle of 30 KB, brotli', request: browserRequest(small), requests: 6_000 },
    { name: 'bundle of 30 KB, as it is', request: browserRequest(small, plain), requests: 4_000 },
    { name: 'bundle of 1 MB, brotli', request: browserRequest(large), requests: 1_000 },
    { name: 'bundle of 1 MB, as it is', request: browserRequest(large, plain), requests: 400 },
  ]);
}

/**
 * In several processes, because how well V8 optimises one is decided anew in each: of ten registries about one is a
 * fifth slower than the others for as long as it lives.
 */
async function measureAnswers(
  options: BenchOptions,
  ask: (registry: RegistryUnderLoad, bundles: readonly string[]) => Promise<Question[]>,
): Promise<Row[]> {
  const { quick = false } = options;
  const pairs = new Map<string, Pair[]>();
  for (let life = 0; life < (quick ? 1 : LIVES); life += 1) {
    await inArena(options, async (arena, bundles) => {
      for (const { name, request, requests } of await ask(arena.registry, bundles)) {
        const turns = quick
          ? { rounds: 3, requests: requests / 8, connections: 16 }
          : { rounds: 5, requests, connections: 16 };
        const more = await compare(arena, request, turns);
        pairs.set(name, [...(pairs.get(name) ?? []), ...more]);
      }
    });
  }
  return [...pairs].map(([name, all]) => rowOf(name, all));
}

async function inArena(
  { logLevel, nodeFlags }: BenchOptions,
  work: (arena: Arena, bundles: readonly string[]) => Promise<void>,
): Promise<void> {
  const registry = await startRegistryUnderLoad({
    ...(logLevel && { logLevel }),
    ...(nodeFlags && { nodeFlags }),
  });
  const bare = await startChild<BareOffers>('bare', nodeFlags);
  const load = await startChild<LoadOffers>('load');
  try {
    const bundles = await releaseHosted(registry, [SMALL, LARGE, ...Array(8).fill(KB)]);
    await work({ registry, bare, load }, bundles);
  } finally {
    await Promise.all([registry.stop(), bare.stop(), load.stop()]);
  }
}

function etagOf({ headers }: { headers: readonly string[] }): string {
  const at = headers.findIndex((name) => name.toLowerCase() === 'etag');
  return headers[at + 1] ?? '';
}

export function answersTable(rows: readonly Row[]): string {
  const lines = rows.map(({ name, registry, bare, speed, cpu, loadBusy }) =>
    [
      '',
      name,
      `${registry.requestsPerSecond.toFixed(0)} (${registry.megabytesPerSecond.toFixed(0)} MB)`,
      `${bare.requestsPerSecond.toFixed(0)} (${bare.megabytesPerSecond.toFixed(0)} MB)`,
      ratio(speed),
      `${registry.cpuMicros.toFixed(1)} / ${bare.cpuMicros.toFixed(1)} µs`,
      ratio(cpu),
      `${registry.p50Ms.toFixed(2)} / ${bare.p50Ms.toFixed(2)} ms`,
      `${registry.p99Ms.toFixed(2)} / ${bare.p99Ms.toFixed(2)} ms`,
      `${(loadBusy * 100).toFixed(0)} %`,
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [
    '| answer | registry, per s | bare, per s | ratio | CPU, registry / bare | ratio | p50 | p99 | load busy |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}

function ratio({ median, low, high }: Row['speed']): string {
  return `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
