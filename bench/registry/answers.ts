// How fast the registry answers what every boot asks for, next to a bare server that sends the same bytes.

import type { BenchOptions } from './bench-options.ts';
import { type Arena, compare, type Row, type Turns } from './compare.ts';
import type { BareOffers } from './processes/bare.ts';
import { startChild } from './processes/child.ts';
import type { LoadOffers } from './processes/load.ts';
import { releaseHosted, startRegistryUnderLoad } from './registry-under-load.ts';
import { browserRequest, recordAnswer, type WireRequest } from './wire-request.ts';

const KB = 1024;
const SMALL = 30 * KB;
const LARGE = 1024 * KB;

/** Requests for the manifest of ten plugins, with and without `If-None-Match`. */
export function measureManifest(options: BenchOptions = {}): Promise<Row[]> {
  const turns = turnsOf(options, 8_000);
  return inArena(options, async (arena) => {
    const { url, accountSid } = arena.registry;
    const address = `${url}/v1/PluginService/Releases/Active/Manifest?AccountSid=${accountSid}`;
    const etag = etagOf(await recordAnswer(browserRequest(address)));
    const known = browserRequest(address, { ifNoneMatch: etag });
    return [
      await compare('manifest, 200', arena, browserRequest(address), turns),
      await compare('manifest, 304', arena, known, turns),
    ];
  });
}

/** Requests for bundles of 30 KB and of 1 MB, as they are and compressed with brotli. */
export function measureBundles(options: BenchOptions = {}): Promise<Row[]> {
  return inArena(options, async (arena, [small = '', large = '']) => {
    const rows: Row[] = [];
    const add = async (name: string, request: WireRequest, requests: number) => {
      rows.push(await compare(name, arena, request, turnsOf(options, requests)));
    };
    await add('bundle of 30 KB, brotli', browserRequest(small), 6_000);
    await add('bundle of 30 KB, as it is', browserRequest(small, { encoding: 'identity' }), 4_000);
    await add('bundle of 1 MB, brotli', browserRequest(large), 1_000);
    await add('bundle of 1 MB, as it is', browserRequest(large, { encoding: 'identity' }), 400);
    return rows;
  });
}

function turnsOf({ quick = false }: BenchOptions, requests: number): Turns {
  return quick
    ? { rounds: 3, requests: requests / 8, connections: 16 }
    : { rounds: 15, requests, connections: 16 };
}

async function inArena<Result>(
  { logLevel, nodeFlags }: BenchOptions,
  work: (arena: Arena, bundles: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const registry = await startRegistryUnderLoad({
    ...(logLevel && { logLevel }),
    ...(nodeFlags && { nodeFlags }),
  });
  const bare = await startChild<BareOffers>('bare', nodeFlags);
  const load = await startChild<LoadOffers>('load');
  try {
    const bundles = await releaseHosted(registry, [SMALL, LARGE, ...Array(8).fill(KB)]);
    return await work({ registry, bare, load }, bundles);
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
