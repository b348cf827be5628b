// Gives a plugin another chance: forgets what keeps it out, fetches its bytes afresh, and loads the page anew,
// because Flex UI shows nothing that a plugin adds after the first render.
import type { ManifestPlugin } from '../../domain/index.ts';
import { crashGuardKey, forgetDeaths, pageStorage } from '../crash-guard.ts';
import type { BootSettings } from '../options.ts';

const REFETCH_MS = 5_000;

export async function retryPlugin(
  name: string,
  entry: ManifestPlugin | undefined,
  settings: BootSettings,
): Promise<void> {
  // Each version of the plugin leaves the quarantine.
  const key = crashGuardKey(settings.registry);
  forgetDeaths(pageStorage('localStorage'), key, (version) => version.startsWith(`${name}@`));
  if (entry) await refetch(entry, settings);
  location.reload();
}

/** A browser that has bad bytes keeps them as long as the host allowed; `reload` puts others in their place. */
async function refetch({ url }: ManifestPlugin, { fetch }: BootSettings): Promise<void> {
  const signal = AbortSignal.timeout(REFETCH_MS);
  await fetch(url, { cache: 'reload', credentials: 'omit', signal }).catch(() => {
    // The boot after the reload meets the same trouble, and reports it.
  });
}
