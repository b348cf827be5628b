// Which files of a bundle are not those of the version that exists: added, taken out, or with other bytes.
import type { BundleFilesResource } from '../../domain/index.ts';
import { ADAPTER_FILE } from '../../registry/bundles/flex-adapter.ts';

/** By path. `files` has the integrity of each; what the registry itself has put beside them does not count. */
export function differingFiles(
  hosted: BundleFilesResource,
  files: ReadonlyMap<string, string>,
): string[] {
  const uploaded = hosted.files.filter(({ path }) => path !== ADAPTER_FILE);
  const known = new Map(uploaded.map(({ path, integrity }) => [path, integrity]));
  const paths = new Set([...known.keys(), ...files.keys()]);
  return [...paths].filter((path) => known.get(path) !== files.get(path)).sort();
}
