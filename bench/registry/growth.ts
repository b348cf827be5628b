// How the registry's times and its database grow with the number of plugins and of releases.
import { join } from 'node:path';
import {
  createConfiguration,
  createPlugin,
  createPluginVersion,
  createRelease,
} from '../../src/client/index.ts';
import { openSqliteDriver } from '../../src/registry/database/sqlite-driver.ts';
import { median, slopeOfLogs } from '../statistics.ts';
import type { BenchOptions } from './bench-options.ts';
import { type RegistryUnderLoad, startRegistryUnderLoad } from './registry-under-load.ts';

export type GrowthFigures = {
  /** Of the active release, from the database, resolved and compressed. */
  readonly manifestMs: number;
  readonly releaseMs: number;
  /** The first page of each list that grows: plugins, releases. */
  readonly listMs: number;
  readonly databaseMb: number;
};

export type GrowthRow = {
  readonly growing: 'plugins' | 'releases';
  readonly figures: readonly (GrowthFigures & { readonly count: number })[];
  /** Each figure grows as the count to this power. */
  readonly exponents: GrowthFigures;
};

const REPETITIONS = 15;
const FEW_PLUGINS = 10;
const AT_ONCE = 8;

export async function measureGrowth({ quick = false }: BenchOptions = {}): Promise<GrowthRow[]> {
  return [
    await grow('plugins', quick ? [10, 100] : [10, 100, 1_000], async (registry, count, sids) => {
      await addPlugins(registry, count, sids);
      return configure(registry, sids);
    }),
    await grow('releases', quick ? [10, 300] : [10, 1_000, 10_000], releaseUpTo()),
  ];
}

/** Brings the registry to the count and answers the configuration to release then. */
type Grow = (registry: RegistryUnderLoad, count: number, versionSids: string[]) => Promise<string>;

async function grow(
  growing: GrowthRow['growing'],
  counts: readonly number[],
  reach: Grow,
): Promise<GrowthRow> {
  const registry = await startRegistryUnderLoad();
  try {
    const versionSids: string[] = [];
    const figures: (GrowthFigures & { count: number })[] = [];
    for (const count of counts) {
      const configurationSid = await reach(registry, count, versionSids);
      figures.push({ count, ...(await measure(registry, configurationSid)) });
    }
    const exponentOf = (pick: (figure: GrowthFigures) => number) =>
      slopeOfLogs(figures.map((figure) => [figure.count, pick(figure)] as const));
    return {
      growing,
      figures,
      exponents: {
        manifestMs: exponentOf((figure) => figure.manifestMs),
        releaseMs: exponentOf((figure) => figure.releaseMs),
        listMs: exponentOf((figure) => figure.listMs),
        databaseMb: exponentOf((figure) => figure.databaseMb),
      },
    };
  } finally {
    await registry.stop();
  }
}

function releaseUpTo(): Grow {
  let made = 0;
  let configurationSid: string | undefined;
  return async (registry, count, versionSids) => {
    if (configurationSid === undefined) {
      await addPlugins(registry, FEW_PLUGINS, versionSids);
      configurationSid = await configure(registry, versionSids);
    }
    const sid = configurationSid;
    await inParallel(count - made, () => createRelease(registry.api, { configurationSid: sid }));
    made = count;
    return sid;
  };
}

async function measure(
  { api, url, accountSid, dataFolder }: RegistryUnderLoad,
  configurationSid: string,
): Promise<GrowthFigures> {
  const releaseMs = await medianMs(() => createRelease(api, { configurationSid }));
  const { sid } = await createRelease(api, { configurationSid });
  const service = `${url}/v1/PluginService`;
  const headers = new Headers(await api.authorize?.());
  const read = async (path: string) => {
    const answer = await fetch(service + path, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await answer.arrayBuffer();
  };
  return {
    releaseMs,
    manifestMs: await medianMs(() => read(`/Releases/${sid}/Manifest?AccountSid=${accountSid}`)),
    listMs: await medianMs(async () => {
      await read('/Plugins?PageSize=50');
      await read('/Releases?PageSize=50');
    }),
    databaseMb: (await bytesOf(dataFolder)) / 1e6,
  };
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Asked of the database: the file alone lacks what is still in the log that SQLite writes ahead. */
async function bytesOf(dataFolder: string): Promise<number> {
  const database = await openSqliteDriver(join(dataFolder, 'registry.sqlite'));
  try {
    const sizes = 'select page_count * page_size as bytes from pragma_page_count, pragma_page_size';
    return (database.prepare(sizes).get() as { bytes: number }).bytes;
  } finally {
    database.close();
  }
}

async function addPlugins(
  { api }: RegistryUnderLoad,
  count: number,
  versionSids: string[],
): Promise<void> {
  let next = versionSids.length;
  await inParallel(count - next, async () => {
    const uniqueName = `plugin-${next++}`;
    await createPlugin(api, { uniqueName });
    const pluginUrl = `https://cdn.example.com/${uniqueName}/1.0.0/bundle.js`;
    versionSids.push(
      (await createPluginVersion(api, uniqueName, { version: '1.0.0', pluginUrl })).sid,
    );
  });
}

async function configure({ api }: RegistryUnderLoad, sids: readonly string[]): Promise<string> {
  const plugins = sids.map((pluginVersionSid) => ({ pluginVersionSid }));
  return (await createConfiguration(api, { name: `${sids.length} plugins`, plugins })).sid;
}

async function inParallel(count: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

export function growthTable(rows: readonly GrowthRow[]): string {
  const lines = rows.flatMap(({ growing, figures, exponents }) => [
    ...figures.map((figure) => line(`${figure.count} ${growing}`, figure, FIGURE)),
    line(`grows with the number N of ${growing} as`, exponents, EXPONENT),
  ]);
  return [
    '| | manifest | release | first pages of lists | database |',
    '|---|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}

type Write = (value: number, unit: string) => string;

const FIGURE: Write = (value, unit) => `${value.toFixed(2)} ${unit}`;
const EXPONENT: Write = (value) => `N^${value.toFixed(2)}`;

function line(name: string, figures: GrowthFigures, write: Write): string {
  const { manifestMs, releaseMs, listMs, databaseMb } = figures;
  const cells = [
    write(manifestMs, 'ms'),
    write(releaseMs, 'ms'),
    write(listMs, 'ms'),
    write(databaseMb, 'MB'),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}
