// A local build comes from an origin that the host does not list, and has no integrity. What the host demands
// of bundles is relaxed for it alone: every other plugin is held to the rules here.
import { type ManifestPlugin, PlugboardError, type ReleaseManifest } from '../../domain/index.ts';
import type { BootSettings } from '../options.ts';
import { createUrlRule } from '../url-rules.ts';

/** Settings under which the bundles at these addresses may run. */
export function relaxFor(localUrls: readonly string[], settings: BootSettings): BootSettings {
  if (localUrls.length === 0) return settings;
  const { bundleOrigins } = settings;
  return {
    ...settings,
    requireIntegrity: false,
    ...(bundleOrigins && { bundleOrigins: [...bundleOrigins, ...localUrls] }),
  };
}

/** Refuses what the plan, under relaxed settings, would let pass. */
export function keepRules(
  manifest: ReleaseManifest,
  localUrls: readonly string[],
  settings: BootSettings,
): ReleaseManifest {
  if (localUrls.length === 0) return manifest;
  const isUrlAllowed = createUrlRule(settings);
  const objectionTo = ({ uniqueName: plugin, url, integrity }: ManifestPlugin) => {
    if (localUrls.includes(url)) return undefined;
    if (!isUrlAllowed(url)) {
      const origin = URL.canParse(url) ? new URL(url).origin : 'no address';
      return new PlugboardError('url-not-allowed', { plugin, origin });
    }
    if (!settings.requireIntegrity || integrity !== undefined) return undefined;
    return new PlugboardError('integrity-required', { plugin });
  };
  const judged = manifest.plugins.map((entry) => ({ entry, error: objectionTo(entry) }));
  return {
    ...manifest,
    plugins: judged.flatMap(({ entry, error }) => (error ? [] : [entry])),
    refusedEntries: [
      ...manifest.refusedEntries,
      ...judged.flatMap(({ entry, error }) => (error ? [{ plugin: entry.uniqueName, error }] : [])),
    ],
  };
}
