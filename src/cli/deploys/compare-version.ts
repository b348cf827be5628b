// Compares a version that exists with the one that shall be deployed: the same bytes, at the same place, with the same
// promises to the loader. Texts such as the changelog do not count.
import { fetchBundleFiles, type PluginsApi } from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import type { BundleSource, Declared } from './bundle-source.ts';
import { differingFiles } from './differing-files.ts';

/** Without integrity nothing is said about the bytes, without url the registry chooses it. */
export type WantedVersion = Omit<Declared, 'version' | 'changelog'> &
  Pick<BundleSource, 'integrity' | 'url' | 'upload'>;

export type VersionDifferences = {
  /** Names of what is not the same; none when it is the same version. */
  readonly differing: readonly string[];
  /** Paths of the files that are not the same. */
  readonly files: readonly string[];
};

export async function compareVersion(
  api: PluginsApi,
  existing: PluginVersionResource,
  wanted: WantedVersion,
): Promise<VersionDifferences> {
  const declared = differingFields(existing, wanted);
  if (!wanted.upload) return { differing: declared, files: [] };
  const { entry, files } = wanted.upload;
  const hosted = await fetchBundleFiles(api, existing.plugin_sid, existing.sid);
  // Hosted elsewhere: an upload would get another address.
  if (!hosted) return { differing: [...declared, 'url'], files: [] };
  const differing = differingFiles(hosted, files);
  return {
    differing: [
      ...declared,
      ...(hosted.entry === entry ? [] : ['entry']),
      // The integrity of a version is that of its entry.
      ...(differing.some((path) => path !== entry && path !== hosted.entry) ? ['files'] : []),
    ],
    files: differing,
  };
}

function differingFields(existing: PluginVersionResource, wanted: WantedVersion): string[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['integrity', existing.integrity, wanted.integrity ?? existing.integrity],
    ['url', existing.plugin_url, wanted.url ?? existing.plugin_url],
    ['private', existing.private, wanted.private ?? false],
    ['dependencies', existing.dependencies, wanted.dependencies],
    ['optionalDependencies', existing.optional_dependencies, wanted.optionalDependencies],
    ['engines', existing.engines, wanted.engines],
    ['policy', existing.policy, wanted.policy],
    ['format', existing.format, wanted.format],
  ];
  return pairs
    .filter(([, one, other]) => canonical(one) !== canonical(other))
    .map(([name]) => name);
}

/** Databases and people order the keys of an object as they like. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const sorted = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted);
}
