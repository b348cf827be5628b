// Does a version satisfy a range? Parses each version and each range once for a whole plan.
import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';

// A release manager who configures 2.1.0-beta.1 means it to count as a 2.x: see docs/adr/0004-prereleases.md.
const OPTIONS = { includePrerelease: true };

/** `undefined` stands for a range that is no semver range; a version that is no semver satisfies nothing. */
export type RangeMatcher = (version: string, range: string) => boolean | undefined;

/** Returns a matcher that remembers what it has parsed; make one per plan and let it go with the plan. */
export function createRangeMatcher(): RangeMatcher {
  const ranges = new Map<string, Range | undefined>();
  const versions = new Map<string, SemVer | undefined>();
  return (version, range) => {
    const wanted = remember(ranges, range, () => new Range(range, OPTIONS));
    if (wanted === undefined) return undefined;
    const found = remember(versions, version, () => new SemVer(version, OPTIONS));
    return found !== undefined && wanted.test(found);
  };
}

function remember<T>(
  known: Map<string, T | undefined>,
  key: string,
  parse: () => T,
): T | undefined {
  if (!known.has(key)) known.set(key, parsedOrUndefined(parse));
  return known.get(key);
}

function parsedOrUndefined<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    // semver signals "not a range" and "not a version" by TypeError only.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
