// Fetches the release bundle and runs it once: that hands over the parts and runs no plugin yet.
import {
  type ManifestPlugin,
  PlugboardError,
  type ReleaseBundle,
  versionOf,
} from '../domain/index.ts';
import { asPlugboardError } from './boot.ts';
import { readCachedBundle } from './bundle-cache.ts';
import { whyNotRun } from './diagnose-bundle.ts';
import { type Bundle, type DownloadContext, downloadBundle } from './download-bundle.ts';
import { runBundle } from './module-system.ts';
import type { ScriptListener } from './script-calls.ts';

export type ReleaseParts = {
  /** The plugin's part, or undefined when it has to be fetched by itself. Never rejects. */
  take(plugin: ManifestPlugin): Promise<Bundle | undefined>;
};

export function loadReleaseParts(
  release: ReleaseBundle,
  context: DownloadContext,
  scripts: ScriptListener,
  fetchFile: () => Promise<Bundle | undefined>,
): ReleaseParts {
  const { boot, seams } = context;
  const { uniqueName: plugin } = release;
  const load = async () => {
    const file = await fetchFile();
    if (!file) return undefined;
    const { parts } = await runBundle(plugin, file, seams, scripts);
    if (!parts) throw new PlugboardError('plugin-not-registered', { plugin });
    return { file, parts };
  };
  const loading = load().catch(async (error: unknown) => {
    const why = await whyNotRun(error, plugin, boot.settings, context.violations);
    boot.fault(asPlugboardError(why));
  });

  return {
    take: async (plugin) => {
      const version = versionOf(plugin);
      const firstLine = release.parts.get(version);
      if (firstLine === undefined) return undefined;
      const loaded = await loading;
      const part = loaded?.parts?.[version];
      if (!loaded || typeof part !== 'function') return undefined;
      const { file } = loaded;
      return { ...file, url: plugin.url, part, source: { url: file.url, firstLine } };
    },
  };
}

export async function fetchReleaseFile(
  release: ReleaseBundle,
  context: DownloadContext,
): Promise<Bundle> {
  const { boot } = context;
  // The separate files need time too, if this one does not come.
  const halfMs = boot.settings.timeouts.bundleMs / 2;
  try {
    return await downloadBundle(release, context, halfMs);
  } catch (thrown) {
    const error = asPlugboardError(thrown);
    const kept = await readCachedBundle(release, error, boot);
    if (!kept) throw error;
    return kept;
  }
}
