// How many releases a second the registry makes, next to what its database commits. Each release is on the disk, with
// its audit row, before it is acknowledged.
import {
  createConfiguration,
  createPlugin,
  createPluginVersion,
  createRelease,
} from '../../src/client/index.ts';
import { median, quantile } from '../statistics.ts';
import { type BareCommits, openBarePostgres, openBareSqlite } from './bare-commits.ts';
import type { BenchOptions } from './bench-options.ts';
import { startDurablePostgres } from './durable-postgres.ts';
import { type RegistryUnderLoad, startRegistryUnderLoad } from './registry-under-load.ts';

export type ReleasesRow = {
  readonly database: 'SQLite' | 'PostgreSQL';
  readonly clients: number;
  readonly releasesPerSecond: number;
  readonly commitsPerSecond: number;
  /** Releases to commits, each pair of rounds by itself. */
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
};

const CLIENTS = [1, 8];

export async function measureReleases(options: BenchOptions = {}): Promise<ReleasesRow[]> {
  const sqlite = await measureOn('SQLite', options, openBareSqlite);
  const postgres = await startDurablePostgres();
  try {
    const { url } = postgres;
    return [
      ...sqlite,
      ...(await measureOn('PostgreSQL', options, () => openBarePostgres(url), url)),
    ];
  } finally {
    await postgres.stop();
  }
}

async function measureOn(
  database: ReleasesRow['database'],
  { quick = false, nodeFlags = [] }: BenchOptions,
  openBare: () => Promise<BareCommits>,
  databaseUrl?: string,
): Promise<ReleasesRow[]> {
  const registry = await startRegistryUnderLoad({
    nodeFlags,
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  const bare = await openBare();
  const [rounds, perRound] = quick ? [3, 40] : [10, 300];
  try {
    const configurationSid = await configureTen(registry);
    const rows: ReleasesRow[] = [];
    for (const clients of CLIENTS) {
      const pairs: { releases: number; commits: number }[] = [];
      // The first round does not count.
      for (let round = 0; round <= rounds; round += 1) {
        const releases = await perSecond(perRound, () =>
          releaseMany(registry, configurationSid, perRound, clients),
        );
        const commits = await perSecond(perRound, () => bare.commit(perRound));
        if (round > 0) pairs.push({ releases, commits });
      }
      const ratios = pairs.map(({ releases, commits }) => releases / commits);
      rows.push({
        database,
        clients,
        releasesPerSecond: median(pairs.map(({ releases }) => releases)),
        commitsPerSecond: median(pairs.map(({ commits }) => commits)),
        ratio: {
          median: median(ratios),
          low: quantile(ratios, 0.25),
          high: quantile(ratios, 0.75),
        },
      });
    }
    return rows;
  } finally {
    await bare.close();
    await registry.stop();
  }
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1000;
}

async function releaseMany(
  { api }: RegistryUnderLoad,
  configurationSid: string,
  count: number,
  clients: number,
): Promise<void> {
  let left = count;
  const client = async () => {
    while (left-- > 0) await createRelease(api, { configurationSid });
  };
  await Promise.all(Array.from({ length: clients }, client));
}

async function configureTen({ api }: RegistryUnderLoad): Promise<string> {
  const plugins: { pluginVersionSid: string }[] = [];
  for (let index = 0; index < 10; index += 1) {
    const uniqueName = `plugin-${index}`;
    await createPlugin(api, { uniqueName });
    const pluginUrl = `https://cdn.example.com/${uniqueName}/1.0.0/bundle.js`;
    const version = await createPluginVersion(api, uniqueName, { version: '1.0.0', pluginUrl });
    plugins.push({ pluginVersionSid: version.sid });
  }
  return (await createConfiguration(api, { name: 'Ten plugins', plugins })).sid;
}

export function releasesTable(rows: readonly ReleasesRow[]): string {
  const lines = rows.map(
    ({ database, clients, releasesPerSecond, commitsPerSecond, ratio }) =>
      `| ${database} | ${clients} | ${releasesPerSecond.toFixed(0)} | ${commitsPerSecond.toFixed(0)} | ` +
      `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}) |`,
  );
  return [
    '| database | clients | releases per s | bare commits per s | ratio |',
    '|---|---:|---:|---:|---:|',
    ...lines,
  ].join('\n');
}
