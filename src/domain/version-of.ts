// How one version of one plugin is named wherever a text has to stand for it.
import type { ManifestPlugin } from './release-manifest.ts';

export function versionOf({ uniqueName, version }: ManifestPlugin): string {
  return `${uniqueName}@${version}`;
}
