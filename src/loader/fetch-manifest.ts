// Asks the registry for the active release and returns the manifest it speaks of, still unparsed.
import { PlugboardError } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import type { RegistrySource } from './options.ts';
import { readPluginsApi } from './plugins-api-source.ts';
import { requestJson } from './request-json.ts';
import { retryTransient } from './retry.ts';

/** Reads one resource of the registry: JSON, with credentials, deadline and retries. */
export type ReadResource = (url: string) => Promise<unknown>;

const SOURCES = { manifest: readManifest, 'plugins-api': readPluginsApi } as const;

/**
 * Rejects with a PlugboardError; transient failures are retried within `timeouts.manifestMs`, but only once where
 * there is something `atHand` to boot from: who has a release that works does not wait for a registry that is down.
 */
export function fetchManifest(
  { settings }: Boot,
  atHand: Promise<unknown> = Promise.resolve(),
): Promise<unknown> {
  const { registry, timeouts, random } = settings;
  const { manifestMs: timeoutMs } = timeouts;
  const giveUp = new AbortController();
  const isHurried = async () => (await atHand) !== undefined;
  const read: ReadResource = (url) =>
    retryTransient({ random, budgetMs: timeoutMs, isHurried }, () =>
      requestJson(url, settings, giveUp.signal, timeoutMs / 2),
    );
  return withDeadline(SOURCES[registry.source ?? 'manifest'](read, registry), timeoutMs, () => {
    giveUp.abort();
    return new PlugboardError('registry-timeout', { url: registry.url, timeoutMs });
  });
}

/** One request for everything: Plugboard's addition to the Plugins API. */
function readManifest(read: ReadResource, { url, accountSid }: RegistrySource): Promise<unknown> {
  const query = accountSid ? `?AccountSid=${encodeURIComponent(accountSid)}` : '';
  return read(`${url}/v1/PluginService/Releases/Active/Manifest${query}`);
}
