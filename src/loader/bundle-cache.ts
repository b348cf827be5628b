// The bytes of the last-known-good release in Cache Storage, for a boot without a CDN. They are checked
// against the manifest's integrity when they go in and when they come out.
import { type BundleAddress, type ErrorCode, PlugboardError, reasonOf } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import { hasIntegrity, isHtml } from './diagnose-bundle.ts';
import type { Bundle } from './download-bundle.ts';
import type { RegistrySource } from './options.ts';

/** The kept bytes of a bundle that the network did not deliver; undefined when there are none to trust. */
export async function readCachedBundle(
  plugin: BundleAddress,
  failure: PlugboardError,
  boot: Boot,
): Promise<Bundle | undefined> {
  // What the page's own policy forbids stays forbidden.
  if (failure.code === 'csp-blocked') return undefined;
  const { cacheMs } = boot.settings.timeouts;
  const timeout = () => new PlugboardError('cache-timeout', { timeoutMs: cacheMs });
  try {
    const body = await withDeadline(readBytes(plugin, boot.settings.registry), cacheMs, timeout);
    if (!body) return undefined;
    const url = URL.createObjectURL(new Blob([body], { type: 'text/javascript' }));
    const { integrity } = plugin;
    const { nonce } = boot.settings;
    return {
      url,
      cors: true,
      bytes: 'cache',
      retries: 0,
      integrity,
      nonce,
    };
  } catch (cause) {
    boot.fault(cacheError(cause), plugin.uniqueName);
    return undefined;
  }
}

/** Adds the bundles of a healthy boot, mostly out of the HTTP cache. Never rejects. */
export async function keepBundles(plugins: readonly BundleAddress[], boot: Boot): Promise<void> {
  for (const plugin of plugins) {
    // One bundle that cannot be kept must not spoil the rest.
    await keepBundle(plugin, boot).catch((cause: unknown) =>
      boot.fault(cacheError(cause, 'cache-write-failed'), plugin.uniqueName),
    );
  }
}

/** Drops the bundles of releases that are no longer kept. */
export async function dropOtherBundles(
  plugins: readonly BundleAddress[],
  { settings }: Boot,
): Promise<void> {
  const cache = await openCache(settings.registry);
  const wanted = new Set(plugins.map(({ url }) => url));
  for (const { url } of (await cache?.keys()) ?? []) {
    if (!wanted.has(url)) await cache?.delete(url);
  }
}

async function keepBundle(plugin: BundleAddress, boot: Boot): Promise<void> {
  const { url, integrity } = plugin;
  const cache = await openCache(boot.settings.registry);
  if (!cache) return;
  const kept = await cache.match(url);
  // Without integrity nobody can say whether the bytes are still the same; the address stands for them.
  if (kept && (!integrity || (await hasIntegrity(await kept.arrayBuffer(), integrity)))) return;
  const signal = AbortSignal.timeout(30_000);
  const response = await boot.settings.fetch(url, {
    signal,
    cache: 'force-cache',
    credentials: 'omit',
    integrity: integrity ?? '',
  });
  const body = await response.clone().arrayBuffer();
  const contentType = response.headers.get('content-type') ?? '';
  if (!response.ok || isHtml(contentType, body)) {
    throw new PlugboardError('cache-write-failed', {
      reason: `the host answered ${response.status}`,
    });
  }
  await cache.put(url, response);
}

/** Releases of different registries and accounts are kept apart: each drops only its own. */
async function openCache({ url, accountSid = '' }: RegistrySource): Promise<Cache | undefined> {
  return globalThis.caches?.open(`plugboard-bundles ${new URL(url).origin} ${accountSid}`);
}

async function readBytes(
  { url, integrity }: BundleAddress,
  registry: RegistrySource,
): Promise<ArrayBuffer | undefined> {
  const cache = await openCache(registry);
  const response = await cache?.match(url);
  if (!response) return undefined;
  const body = await response.arrayBuffer();
  if (integrity === undefined || (await hasIntegrity(body, integrity))) return body;
  await cache?.delete(url);
  throw new PlugboardError('cache-corrupt', { reason: 'the bytes of a bundle were changed' });
}

function cacheError(cause: unknown, code: ErrorCode = 'cache-unavailable'): PlugboardError {
  if (cause instanceof PlugboardError) return cause;
  return new PlugboardError(code, { reason: reasonOf(cause) }, { cause });
}
