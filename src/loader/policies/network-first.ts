// Asks the registry; only when it does not answer is the last healthy release used, then the page's seed.
import type { Boot } from '../boot.ts';
import { firstOf, formerSource, type ResolvedRelease, type Sources } from '../release-sources.ts';

export function networkFirst(_boot: Boot, sources: Sources): Promise<ResolvedRelease> {
  return firstOf([sources.network, formerSource(sources.former), sources.seed]);
}
