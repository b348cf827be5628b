// One bundle from request to bytes in the browser: retries, the plain-script fallback, and its deadline.
import { type BundleAddress, PlugboardError } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import { diagnoseBundle, type ViolationLog } from './diagnose-bundle.ts';
import type { BundleRequest, PageSeams } from './page-seams.ts';
import { retryTransient } from './retry.ts';

/** A bundle that is in the browser, ready to run. */
export type Bundle = BundleRequest & {
  readonly bytes: 'network' | 'cache';
  readonly retries: number;
  /** The plugin's part of a release bundle that has arrived: nothing has to be fetched for it. */
  readonly part?: (() => void) | undefined;
  /** Where that part begins. */
  readonly source?: { readonly url: string; readonly firstLine: number };
};

export type DownloadContext = {
  readonly boot: Boot;
  readonly seams: PageSeams;
  readonly violations: ViolationLog;
  /** Spends one of the retries that all bundles of a boot share. */
  readonly mayRetry: () => boolean;
  /** Aborted when nobody waits for any bundle any more. */
  readonly signal: AbortSignal;
};

/** Rejects with a PlugboardError within `bundleMs`. */
export function downloadBundle(
  plugin: BundleAddress,
  context: DownloadContext,
  bundleMs = context.boot.settings.timeouts.bundleMs,
): Promise<Bundle> {
  const { random } = context.boot.settings;
  const late = new AbortController();
  const signal = AbortSignal.any([late.signal, context.signal]);
  const rules = { random, budgetMs: bundleMs, mayRetry: context.mayRetry };
  const tries = retryTransient(rules, (retries) => tryOnce(plugin, context, signal, retries));
  return withDeadline(tries, bundleMs, () => {
    late.abort();
    return timeoutError(plugin, bundleMs);
  });
}

async function tryOnce(
  plugin: BundleAddress,
  { boot, seams, violations }: DownloadContext,
  signal: AbortSignal,
  retries: number,
): Promise<Bundle> {
  const { url, integrity, uniqueName } = plugin;
  const { nonce, fetch, timeouts } = boot.settings;
  const plain: BundleRequest = { url, cors: false, nonce };
  const request = { ...plain, cors: true, integrity };
  try {
    await seams.preload(request, signal);
    return { ...request, bytes: 'network', retries };
  } catch (cause) {
    if (signal.aborted) throw timeoutError(plugin, timeouts.bundleMs, cause);
  }
  const failed = { plugin: uniqueName, url, integrity };
  const diagnosis = await diagnoseBundle(failed, fetch, violations, timeouts.bundleMs / 2);
  if (!diagnosis.maybeOpaque || isSameOrigin(url)) throw diagnosis.error;
  try {
    // Asked first, because a plain preload that fails would stand in the way of the next try.
    if (diagnosis.mayFetch) await fetch(url, { mode: 'no-cors', signal });
    await seams.preload(plain, signal);
  } catch {
    // The host is down for plain requests too, so the first diagnosis stands.
    throw diagnosis.error;
  }
  if (integrity === undefined) return { ...plain, bytes: 'network', retries };
  // Either the host sends no CORS headers, or it has become well in the meantime.
  await seams.preload(request, signal).catch((cause: unknown) => {
    throw new PlugboardError('integrity-unverifiable', { plugin: uniqueName, url }, { cause });
  });
  return { ...request, bytes: 'network', retries };
}

function timeoutError(plugin: BundleAddress, timeoutMs: number, cause?: unknown): PlugboardError {
  const { uniqueName, url } = plugin;
  return new PlugboardError('bundle-timeout', { plugin: uniqueName, url, timeoutMs }, { cause });
}

function isSameOrigin(url: string): boolean {
  return new URL(url, document.baseURI).origin === location.origin;
}
