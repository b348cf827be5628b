// Copies an account from one Plugins API to another, oldest first, in the order in which one thing names another. Every
// request is a transaction and every record may come twice, so that whatever ends it, running it again goes on.
import {
  type ImportCounts,
  type ImportedConfiguration,
  type ImportRecords,
  importRecords,
  listConfigurations,
  listConfiguredPlugins,
  listPlugins,
  listPluginVersions,
  listReleases,
  type PluginsApi,
} from '../../client/index.ts';
import type { ConfigurationResource } from '../../domain/index.ts';
import { answerOf } from '../failures/other-api.ts';
import { inBatches } from './in-batches.ts';
import { releaseBatches } from './release-batches.ts';

export type Copied = ImportCounts & {
  readonly plugins: number;
  readonly versions: number;
  readonly configurations: number;
  readonly releases: number;
};

export async function copyAccount(
  source: PluginsApi,
  target: PluginsApi,
  note: (text: string) => void,
): Promise<Copied> {
  const send = createSender(target);
  const plugins = await read(listPlugins(source));
  note(`Plugins: ${plugins.length}`);
  for (const batch of inBatches(plugins)) await send({ plugins: batch });

  let versions = 0;
  for (const [index, plugin] of plugins.entries()) {
    const rows = await read(listPluginVersions(source, plugin.sid));
    for (const batch of inBatches(rows)) await send({ versions: batch });
    versions += rows.length;
    note(`Versions of ${plugin.unique_name}: ${rows.length} (${index + 1}/${plugins.length})`);
  }

  const configurations = await read(listConfigurations(source));
  await copyConfigurations(source, target, { configurations, send, note });

  const releases = await read(listReleases(source));
  note(`Releases: ${releases.length}`);
  for (const batch of releaseBatches(releases)) {
    await send({ releases: batch.releases }, batch.repeated);
  }
  return {
    plugins: plugins.length,
    versions,
    configurations: configurations.length,
    releases: releases.length,
    ...send.counts(),
  };
}

/** What is repeated came before, so it is among the unchanged and was counted then. */
type Send = ((records: ImportRecords, repeated?: number) => Promise<void>) & {
  counts(): ImportCounts;
};

function createSender(target: PluginsApi): Send {
  const total = { created: 0, updated: 0, unchanged: 0 };
  const send = async (records: ImportRecords, repeated = 0) => {
    const { created, updated, unchanged } = await importRecords(target, records);
    total.created += created;
    total.updated += updated;
    total.unchanged += unchanged - repeated;
  };
  return Object.assign(send, { counts: () => ({ ...total }) });
}

/** The plugins of a configuration cost a request each, and never change: those that are there are not read again. */
async function copyConfigurations(
  source: PluginsApi,
  target: PluginsApi,
  {
    configurations,
    send,
    note,
  }: {
    configurations: readonly ConfigurationResource[];
    send: Send;
    note: (text: string) => void;
  },
): Promise<void> {
  const known = new Set((await oldestFirst(listConfigurations(target))).map(({ sid }) => sid));
  let done = 0;
  for (const part of inParts(configurations, 10)) {
    const records: ImportedConfiguration[] = [];
    for (const configuration of part) {
      const { sid } = configuration;
      records.push({
        ...configuration,
        plugins: known.has(sid) ? [] : await answerOf('twilio', membersOf(source, sid)),
      });
    }
    for (const batch of inBatches(records)) await send({ configurations: batch });
    done += part.length;
    note(`Configurations: ${done}/${configurations.length}`);
  }
}

async function membersOf(source: PluginsApi, configurationSid: string) {
  const members: ImportedConfiguration['plugins'][number][] = [];
  for await (const row of listConfiguredPlugins(source, configurationSid)) {
    members.push({ plugin_version_sid: row.plugin_version_sid, phase: row.phase });
  }
  return members;
}

function read<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  return answerOf('twilio', oldestFirst(rows));
}

/** Lists come newest first, and the order of arrival is the order here. */
async function oldestFirst<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all.reverse();
}

function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
