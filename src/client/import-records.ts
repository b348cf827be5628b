// Hands resources of another Plugins API to a registry, which keeps their SIDs, dates and order (Plugboard's addition).
import type {
  ConfigurationResource,
  PluginResource,
  PluginVersionResource,
  ReleaseResource,
} from '../domain/index.ts';
import { isRecord, shapeError } from './answer.ts';
import { endpoint } from './endpoint.ts';
import type { PluginsApi } from './plugins-api.ts';
import { post } from './request.ts';

export type ImportedConfiguration = Omit<ConfigurationResource, 'links'> & {
  /** In start order; ignored for a configuration that the registry knows already. */
  readonly plugins: readonly { readonly plugin_version_sid: string; readonly phase: number }[];
};

/** Each list with the oldest first. What a record names has to be in the registry or before it. */
export type ImportRecords = {
  readonly plugins?: readonly PluginResource[];
  readonly versions?: readonly PluginVersionResource[];
  readonly configurations?: readonly ImportedConfiguration[];
  readonly releases?: readonly ReleaseResource[];
};

export type ImportCounts = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
};

/** One transaction; the same records again change nothing. Needs the account's token or an admin key. */
export async function importRecords(
  api: PluginsApi,
  { plugins = [], versions = [], configurations = [], releases = [] }: ImportRecords,
): Promise<ImportCounts> {
  const form = new URLSearchParams();
  for (const it of plugins) form.append('Plugins', JSON.stringify(it));
  for (const it of versions) form.append('Versions', JSON.stringify(it));
  for (const it of configurations) form.append('Configurations', JSON.stringify(it));
  for (const it of releases) form.append('Releases', JSON.stringify(it));
  return readCounts(await post(api, endpoint(api, 'Import'), { form }));
}

function readCounts(answer: unknown): ImportCounts {
  if (isRecord(answer)) {
    const { created, updated, unchanged } = answer;
    if (
      typeof created === 'number' &&
      typeof updated === 'number' &&
      typeof unchanged === 'number'
    ) {
      return { created, updated, unchanged };
    }
  }
  throw shapeError('the counts of an import were expected');
}
