// Puts the plugins of a manifest into the order in which the solver would start them, less those it would refuse.
import {
  type ManifestPluginResource,
  parseReleaseManifest,
  planLoad,
  type ReleaseManifestResource,
} from '../../domain/index.ts';

/** Flex UI starts the plugins of a phase one after another as they are listed, so the list is the order. */
export function planOrder(manifest: ReleaseManifestResource): ManifestPluginResource[] {
  const byName = new Map(manifest.plugins.map((plugin) => [plugin.unique_name, plugin]));
  const { phases } = planLoad(parseReleaseManifest(manifest));
  return phases.flatMap(({ plugins }) =>
    plugins.flatMap(({ uniqueName }) => byName.get(uniqueName) ?? []),
  );
}
