// Cuts releases into requests none of which makes an old release live. A registry keeps the order of each request and
// the last of all is live, so every request ends with the newest one and begins where the one before it stopped.
import type { ReleaseResource } from '../../domain/index.ts';
import { inBatches } from './in-batches.ts';

export type ReleaseBatch = {
  readonly releases: readonly ReleaseResource[];
  /** How many of them were in the request before. */
  readonly repeated: number;
};

/** Takes the oldest first. */
export function releaseBatches(all: readonly ReleaseResource[]): ReleaseBatch[] {
  const newest = all.at(-1);
  if (!newest) return [];
  const batches = inBatches(all.slice(0, -1));
  if (batches.length === 0) return [{ releases: [newest], repeated: 0 }];
  return batches.map((batch, at) => {
    const before = batches[at - 1]?.slice(-1);
    if (!before) return { releases: [...batch, newest], repeated: 0 };
    return { releases: [...before, ...batch, newest], repeated: before.length + 1 };
  });
}
