// Puts the plugins of a manifest into the order in which the solver would start them.
import {
  type ManifestPluginResource,
  parseReleaseManifest,
  planLoad,
  type ReleaseManifestResource,
} from '../../domain/index.ts';

/** Less those it would refuse. Flex UI starts the plugins of a phase one after another as they are listed, so the list is the order. */
export function planOrder(manifest: ReleaseManifestResource): ManifestPluginResource[] {
  const byName = new Map(manifest.plugins.map((plugin) => [plugin.unique_name, plugin]));
  const { phases } = planLoad(parseReleaseManifest(manifest));
  return phases.flatMap(({ plugins }) =>
    plugins.flatMap(({ uniqueName }) => byName.get(uniqueName) ?? []),
  );
}

/** Those that would be refused stay, at the end, so that whoever reads the manifest can say why. */
export function inPlanOrder(manifest: ReleaseManifestResource): ReleaseManifestResource {
  const planned = planOrder(manifest);
  const isPlanned = new Set(planned);
  const rest = manifest.plugins.filter((plugin) => !isPlanned.has(plugin));
  return { ...manifest, plugins: [...planned, ...rest] };
}
