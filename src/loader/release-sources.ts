// The places a release may come from, and how the first one that has a release is taken.
import {
  type ManifestOrigin,
  PlugboardError,
  parseReleaseManifest,
  type ReleaseManifest,
} from '../domain/index.ts';
import { asPlugboardError, type Boot } from './boot.ts';
import { type KeptRelease, readKeptRelease } from './last-known-good.ts';

export type ResolvedRelease = {
  readonly manifest?: ReleaseManifest;
  /** The manifest as it came over the wire, to be kept after a healthy boot. */
  readonly resource?: unknown;
  readonly origin: ManifestOrigin;
  /** Why better origins were not used, in the order in which they were tried. */
  readonly failures: readonly PlugboardError[];
};

type Found = {
  readonly manifest: ReleaseManifest;
  readonly resource: unknown;
  readonly savedAt?: number;
};

/** `read` gives undefined for "nothing there"; a rejection says why what is there is unusable. */
export type Source = {
  readonly origin: ManifestOrigin;
  readonly read: () => Promise<Found | undefined>;
};

export type Attempt<T> = { readonly value: T } | { readonly error: PlugboardError };

/** What an earlier boot kept; settles within `timeouts.cacheMs` and never rejects. */
export type FormerRelease = Promise<Attempt<KeptRelease | undefined>>;

export type Sources = {
  readonly network: Source;
  readonly seed: Source;
  readonly former: FormerRelease;
};

export async function readLastKnownGood(boot: Boot): FormerRelease {
  const tried = await attempt(() => readKeptRelease(boot, 'lastKnownGood'));
  // With a registry that answers nobody may ask for the cache, and its fault must not go unnoticed.
  if ('error' in tried) boot.fault(tried.error);
  return tried;
}

/** The manifest of the former release, where there is one that can be used. */
export async function formerManifest(former: FormerRelease): Promise<ReleaseManifest | undefined> {
  const tried = await former;
  return 'value' in tried ? tried.value?.manifest : undefined;
}

export function formerSource(former: FormerRelease): Source {
  return {
    origin: 'last-known-good',
    read: async () => {
      const tried = await former;
      if ('error' in tried) throw tried.error;
      return tried.value;
    },
  };
}

/** Takes the first source that has a release. Never rejects. */
export async function firstOf(sources: readonly Source[]): Promise<ResolvedRelease> {
  const failures: PlugboardError[] = [];
  for (const { origin, read } of sources) {
    const tried = await attempt(read);
    if ('error' in tried) failures.push(tried.error);
    else if (tried.value) {
      const { manifest, resource } = tried.value;
      return { manifest, resource, origin, failures };
    }
  }
  failures.push(new PlugboardError('no-release'));
  return { origin: 'none', failures };
}

export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: asPlugboardError(error) };
  }
}

export function parseResource(resource: unknown): Found {
  return { manifest: parseReleaseManifest(resource), resource };
}
