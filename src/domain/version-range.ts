// Does a version satisfy a range? Parses each range once for a whole plan and decides each pair once.
import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';

// A release manager who configures 2.1.0-beta.1 means it to count as a 2.x: see docs/adr/0004-prereleases.md.
const OPTIONS = { includePrerelease: true };

/** Matching a hostile range takes time that grows faster than its length. */
const MAX_LENGTH = 256;

/** `undefined` stands for a range that is no semver range; a version that is no semver satisfies nothing. */
export type RangeMatcher = (version: string, range: string) => boolean | undefined;

/** Returns a matcher that remembers its answers; make one per plan and let it go with the plan. */
export function createRangeMatcher(): RangeMatcher {
  const ranges = new Map<string, ((version: string) => boolean) | undefined>();
  return (version, range) => {
    if (!ranges.has(range))
      ranges.set(
        range,
        parsedOrUndefined(() => testerOf(range)),
      );
    return ranges.get(range)?.(version);
  };
}

function testerOf(text: string): (version: string) => boolean {
  if (text.length > MAX_LENGTH) throw new TypeError('no range is that long');
  const range = new Range(text, OPTIONS);
  const answers = new Map<string, boolean>();
  return (version) => {
    const known = answers.get(version);
    if (known !== undefined) return known;
    const parsed = parsedOrUndefined(() => new SemVer(version, OPTIONS));
    const answer = parsed !== undefined && range.test(parsed);
    answers.set(version, answer);
    return answer;
  };
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
