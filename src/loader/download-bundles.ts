// Requests every bundle of a plan at once and evaluates none of them.
import {
  type LoadPlan,
  type ManifestPlugin,
  type PlanContext,
  type PlugboardError,
  type ReleaseBundle,
  type ReleaseManifest,
  usableReleaseBundle,
} from '../domain/index.ts';
import { asPlugboardError, type Boot } from './boot.ts';
import { readCachedBundle } from './bundle-cache.ts';
import type { ViolationLog } from './diagnose-bundle.ts';
import { type Bundle, downloadBundle } from './download-bundle.ts';
import type { PageSeams } from './page-seams.ts';
import { fetchReleaseFile, loadReleaseParts, type ReleaseParts } from './release-parts.ts';
import { type FormerRelease, formerManifest } from './release-sources.ts';
import type { ScriptListener } from './script-calls.ts';
import { createUrlRule } from './url-rules.ts';

export type Download = {
  readonly result: Promise<Bundle | PlugboardError>;
  /** Milliseconds since the boot began. */
  readonly startMs: number;
  endMs?: number;
};

export type Downloads = {
  /** From now on plugins of this file come out of it, and separately only when it does not arrive. */
  useReleaseBundle(bundle: ReleaseBundle): void;
  /** Starts the download, or returns the one that is under way. */
  get(plugin: ManifestPlugin): Download;
  /** What the last healthy boot kept of this version: its own file, or its part of the release bundle. */
  readKept(plugin: ManifestPlugin, failure: PlugboardError): Promise<Bundle | undefined>;
  /** Lets go of everything that is still on its way. */
  abort(): void;
};

type Tools = { readonly downloads: Downloads; readonly planContext: PlanContext };

/** A boot tries again at most this often, so that a dead CDN is not asked a hundred times over. */
const RETRIES_PER_BOOT = 10;

/** Far more than a release has. Thousands at once would keep the page from meeting its own deadline. */
const AT_ONCE = 200;

export function createDownloads(
  boot: Boot,
  seams: PageSeams,
  violations: ViolationLog,
  scripts: ScriptListener,
  former: FormerRelease,
): Downloads {
  const started = new Map<string, Download>();
  const stop = new AbortController();
  let retriesLeft = RETRIES_PER_BOOT;
  const mayRetry = () => retriesLeft-- > 0;
  const context = { boot, seams, violations, mayRetry, signal: stop.signal };
  const inSlot = createSlots(AT_ONCE);

  let release: ReleaseParts | undefined;
  const fetchBundle = async (plugin: ManifestPlugin): Promise<Bundle> =>
    (await release?.take(plugin)) ?? inSlot(() => downloadBundle(plugin, context));

  let formerParts: ReleaseParts | undefined;
  const readKept = async (plugin: ManifestPlugin, failure: PlugboardError) => {
    if (stop.signal.aborted) return undefined;
    const own = await readCachedBundle(plugin, failure, boot);
    if (own || failure.code === 'csp-blocked') return own;
    const { plugins = [], releaseBundle: file } = (await formerManifest(former)) ?? {};
    const isKept = plugins.some((it) => it.url === plugin.url && it.integrity === plugin.integrity);
    if (!file || !isKept || !createUrlRule(boot.settings)(file.url)) return undefined;
    formerParts ??= loadReleaseParts(file, context, scripts, () =>
      readCachedBundle(file, failure, boot),
    );
    return formerParts.take(plugin);
  };

  const start = (plugin: ManifestPlugin): Download => {
    const result = fetchBundle(plugin).catch(async (thrown: unknown) => {
      const error = asPlugboardError(thrown);
      const kept = await readKept(plugin, error);
      if (kept) boot.fault(error, plugin.uniqueName);
      return kept ?? error;
    });
    const download: Download = { startMs: boot.elapsedMs(), result };
    void result.then(() => (download.endMs = boot.elapsedMs()));
    return download;
  };
  return {
    get: (plugin) => {
      const key = `${plugin.integrity ?? ''} ${plugin.url}`;
      const download = started.get(key) ?? start(plugin);
      started.set(key, download);
      return download;
    },
    useReleaseBundle: (bundle) => {
      // Where separate files are on their way already, one more file would only take their bandwidth.
      if (started.size === 0)
        release = loadReleaseParts(bundle, context, scripts, () =>
          fetchReleaseFile(bundle, context),
        );
    },
    readKept,
    abort: () => stop.abort(),
  };
}

export function downloadBundles(
  plan: LoadPlan,
  manifest: ReleaseManifest | undefined,
  { downloads, planContext }: Tools,
): void {
  const releaseBundle = usableReleaseBundle(manifest?.releaseBundle, plan, planContext);
  if (releaseBundle) downloads.useReleaseBundle(releaseBundle);
  for (const { plugins } of plan.phases) {
    for (const plugin of plugins) downloads.get(plugin);
  }
}

/** Runs so many at a time, the rest in order as these end. */
function createSlots(free: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
