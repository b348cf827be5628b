// What plugin authors wrote about the versions between two, the newest first.
import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';
import { listPluginVersions, type PluginsApi } from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import type { Difference } from './differences.ts';

export type ChangelogEntry = { readonly version: string; readonly changelog: string };

/** An upgrade is told by all versions after the old one; a downgrade by those that it takes back. */
export async function mergeChangelogs(
  api: PluginsApi,
  { plugin, kind, from, to }: Difference,
): Promise<ChangelogEntry[]> {
  if (!to || kind === 'moved') return [];
  const [low, high] = kind === 'downgraded' ? [to, from] : [from, to];
  const between: PluginVersionResource[] = [];
  for await (const row of listPluginVersions(api, plugin)) {
    if (isBetween(row.version, low?.version, high?.version ?? '')) between.push(row);
  }
  return between
    .sort((one, other) => compareVersions(other.version, one.version))
    .filter(({ changelog }) => changelog !== '')
    .map(({ version, changelog }) => ({ version, changelog }));
}

/** Without a lower end, and where versions cannot be ordered, only the upper end counts. */
function isBetween(version: string, low: string | undefined, high: string): boolean {
  if (version === high) return true;
  if (low === undefined || !valid(version) || !valid(low) || !valid(high)) return false;
  return compare(version, low) > 0 && compare(version, high) < 0;
}

function compareVersions(one: string, other: string): number {
  return valid(one) && valid(other) ? compare(one, other) : 0;
}
