// Boots at once from what this browser already has, and fetches the active release for the next boot.
import { PlugboardError } from '../../domain/index.ts';
import type { Boot } from '../boot.ts';
import { keepRelease, readKeptRelease } from '../last-known-good.ts';
import {
  attempt,
  firstOf,
  formerSource,
  type ResolvedRelease,
  type Source,
  type Sources,
} from '../release-sources.ts';

export async function lastKnownGoodFirst(boot: Boot, sources: Sources): Promise<ResolvedRelease> {
  const { network, former, seed } = sources;
  let askedNetwork = false;
  const networkOnce: Source = {
    ...network,
    read: () => {
      askedNetwork = true;
      return network.read();
    },
  };
  const kept = formerSource(former);
  const resolved = await firstOf([
    whileFresh(boot, nextSource(boot)),
    whileFresh(boot, kept),
    networkOnce,
    kept,
    seed,
  ]);
  if (!askedNetwork) fetchForNextBoot(boot, network);
  return resolved;
}

/** A release that an earlier boot fetched and no boot has tried yet. */
function nextSource(boot: Boot): Source {
  return { origin: 'network', read: () => readKeptRelease(boot, 'next') };
}

/** A copy older than `maxAgeMs` counts as unusable, so that the network is asked before it. */
function whileFresh({ settings: { maxAgeMs } }: Boot, source: Source): Source {
  const read = async () => {
    const found = await source.read();
    if (found?.savedAt === undefined) return undefined;
    const ageMs = Date.now() - found.savedAt;
    // A clock that was set back makes the age negative; such a copy is not trusted to be young.
    if (ageMs < 0 || ageMs > maxAgeMs) throw new PlugboardError('cache-expired', { maxAgeMs });
    return found;
  };
  return { ...source, read };
}

function fetchForNextBoot(boot: Boot, network: Source): void {
  void attempt(async () => {
    const fetched = await network.read();
    await keepRelease(boot, 'next', fetched?.resource);
  }).then((tried) => {
    if ('error' in tried) boot.fault(tried.error);
  });
}
