// One file with the bundles of a whole release, and when it may be used instead of the separate files.
import type { PlanContext } from './admit-plugins.ts';
import { isIntegrity } from './integrity.ts';
import type { LoadPlan } from './load-plan.ts';
import type { ManifestPlugin } from './release-manifest.ts';
import type { ReleaseBundleResource } from './resources.ts';
import { versionOf } from './version-of.ts';

/** What a browser needs to fetch a file of code. */
export type BundleAddress = Pick<ManifestPlugin, 'uniqueName' | 'url' | 'integrity'>;

export type ReleaseBundle = BundleAddress & {
  /** First line of each part by `name@version`. */
  readonly parts: ReadonlyMap<string, number>;
};

type Part = ReleaseBundleResource['parts'][number];

/** Undefined for anything that is not whole: the separate files are always there as well. */
export function parseReleaseBundle(input: unknown): ReleaseBundle | undefined {
  const { url, integrity, parts } = (input ?? {}) as Record<string, unknown>;
  if (typeof url !== 'string' || typeof integrity !== 'string' || !isIntegrity(integrity))
    return undefined;
  if (!Array.isArray(parts)) return undefined;
  const lines = parts.map((part: Partial<Part> | null): [string, number] => [
    `${part?.unique_name}@${part?.version}`,
    Number(part?.first_line),
  ]);
  return { uniqueName: 'the release bundle', url, integrity, parts: new Map(lines) };
}

/** The release bundle when every plugin in it is wanted; otherwise it would bring code that must not run. */
export function usableReleaseBundle(
  bundle: ReleaseBundle | undefined,
  { phases }: LoadPlan,
  { isUrlAllowed = () => true }: PlanContext,
): ReleaseBundle | undefined {
  if (!bundle || !isUrlAllowed(bundle.url)) return undefined;
  const wanted = new Set(phases.flatMap(({ plugins }) => plugins).map(versionOf));
  return [...bundle.parts.keys()].every((part) => wanted.has(part)) ? bundle : undefined;
}
