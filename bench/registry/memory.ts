// Whether the registry's memory stays where it is while manifests and bundles are asked for again and again.
import type { BenchOptions } from './bench-options.ts';
import { startChild } from './processes/child.ts';
import type { LoadOffers } from './processes/load.ts';
import type { Memory } from './processes/self.ts';
import { releaseHosted, startRegistryUnderLoad } from './registry-under-load.ts';
import { fitLine, type Line } from './straight-line.ts';
import { browserRequest, onTheWire, recordAnswer, type WireRequest } from './wire-request.ts';

export type MemoryRow = {
  readonly name: 'heap and buffers' | 'resident';
  readonly requests: number;
  readonly firstMb: number;
  readonly lastMb: number;
  /** Bytes that a request leaves behind. */
  readonly growth: Line;
  readonly isFlat: boolean;
};

type Sample = Memory & { readonly requests: number };

const SAMPLES = 20;
/** Compiled code and filled caches come in here, and do not count. */
const WARM_UP = 5;
/** 200 kB in 200,000 requests. */
const FLAT_BYTES = 1;

export async function measureMemory({ quick = false }: BenchOptions = {}): Promise<MemoryRow[]> {
  const perSample = quick ? 1_000 : 10_000;
  const registry = await startRegistryUnderLoad();
  const load = await startChild<LoadOffers>('load');
  try {
    const [bundle = ''] = await releaseHosted(registry, [30 * 1024, 1024]);
    const manifest = `${registry.url}/v1/PluginService/Releases/Active/Manifest?AccountSid=${registry.accountSid}`;
    const port = Number(new URL(registry.url).port);
    const fire = (request: WireRequest, requests: number) =>
      load.call.fire({
        port,
        request: onTheWire(request),
        status: 200,
        connections: 16,
        requests,
      });
    // What is asked for the first time comes from another place, with other headers.
    for (const url of [manifest, bundle]) await recordAnswer(browserRequest(url));
    const samples: Sample[] = [];
    for (let sample = -WARM_UP; sample < SAMPLES; sample += 1) {
      await fire(browserRequest(manifest), perSample / 2);
      await fire(browserRequest(bundle), perSample / 2);
      const memory = await registry.process.call.memory();
      if (sample >= 0) samples.push({ ...memory, requests: (sample + 1) * perSample });
    }
    return [
      rowOf('heap and buffers', samples, ({ heapBytes }) => heapBytes),
      rowOf('resident', samples, ({ rssBytes }) => rssBytes),
    ];
  } finally {
    await Promise.all([registry.stop(), load.stop()]);
  }
}

function rowOf(
  name: MemoryRow['name'],
  samples: readonly Sample[],
  bytesOf: (sample: Sample) => number,
): MemoryRow {
  const growth = fitLine(samples.map((sample) => [sample.requests, bytesOf(sample)] as const));
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) throw new Error('a fit needs samples');
  return {
    name,
    requests: last.requests,
    firstMb: bytesOf(first) / 1e6,
    lastMb: bytesOf(last) / 1e6,
    growth,
    // Where the line cannot be told from a flat one, or would take months to matter.
    isFlat: growth.slope - growth.margin <= FLAT_BYTES,
  };
}

export function memoryTable(rows: readonly MemoryRow[]): string {
  const lines = rows.map(
    ({ name, requests, firstMb, lastMb, growth, isFlat }) =>
      `| ${name} | ${requests} | ${firstMb.toFixed(1)} MB | ${lastMb.toFixed(1)} MB | ` +
      `${growth.slope.toFixed(2)} ± ${growth.margin.toFixed(2)} | ${isFlat ? 'flat' : 'grows'} |`,
  );
  return [
    '| memory | requests | first | last | bytes left per request | |',
    '|---|---:|---:|---:|---:|---|',
    ...lines,
  ].join('\n');
}
