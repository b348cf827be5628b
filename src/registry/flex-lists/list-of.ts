// Makes the list that Flex reads: every plugin of the active release, or our loader alone, which brings the rest.
import type { Context } from '../context.ts';
import { releaseManifest } from '../manifest/manifest.ts';
import type { Grants } from '../readers/grants.ts';
import type { Reader } from '../readers/readers.ts';
import { findActiveRelease } from '../releases/store.ts';
import { findAdapters } from './find-adapters.ts';
import type { HostedLoader } from './hosted-loader.ts';
import { type FlexList, type FlexListEntry, listEveryPlugin } from './list-entries.ts';

export type ListTools = {
  readonly grants: Grants;
  readonly loader: () => Promise<HostedLoader>;
};

const EMPTY: FlexList = { entries: [], leftOut: [] };

export async function listOf(
  { database, settings }: Context,
  { grants, loader }: ListTools,
  { accountSid, kind }: Reader,
  origin: string,
): Promise<FlexList> {
  const release = await findActiveRelease(database, accountSid);
  // Flex takes an empty list for what it is: no plugins, and no error.
  if (!release) return EMPTY;
  if (settings.flexList === 'loader') {
    return { entries: [loaderEntry(await loader(), accountSid, origin)], leftOut: [] };
  }
  const mayReadPrivate = kind !== 'anyone';
  const manifest = await releaseManifest(database, release, { grants, mayReadPrivate });
  const sids = manifest.plugins.map((plugin) => plugin.plugin_version_sid);
  return listEveryPlugin(manifest, await findAdapters(database, sids));
}

function loaderEntry(
  { path, integrity }: HostedLoader,
  accountSid: string,
  origin: string,
): FlexListEntry {
  return {
    name: 'plugboard',
    version: '1.0.0',
    // The loader asks the registry that it came from, for the account that stands here.
    src: `${origin}${path}?AccountSid=${accountSid}`,
    phase: 3,
    integrity,
    provider: 'PluginsApiV1',
  };
}
