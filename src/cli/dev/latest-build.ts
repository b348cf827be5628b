// What is served: the last build that worked, and why a later one did not. Tells whoever listens of each change.
import { createHash } from 'node:crypto';
import type { BuildOutcome } from './build-outcome.ts';
import type { Bundle } from './bundle/finish-bundle.ts';
import type { Problem } from './problem.ts';

export type ServedBuild = Bundle & {
  /** A hash of the code: the same code is the same build, whoever made it. */
  readonly id: string;
};

export type LatestBuild = {
  readonly served: ServedBuild | undefined;
  /** Empty while the served build is the newest. */
  readonly problems: readonly Problem[];
  /** False when it says nothing new. */
  take(outcome: BuildOutcome): boolean;
};

export function createLatestBuild(onChange: (latest: LatestBuild) => void): LatestBuild {
  let served: ServedBuild | undefined;
  let problems: readonly Problem[] = [];
  const latest: LatestBuild = {
    get served() {
      return served;
    },
    get problems() {
      return problems;
    },
    take: (outcome) => {
      if (outcome.state === 'built') {
        const id = createHash('sha256').update(outcome.bundle.code).digest('hex').slice(0, 16);
        if (served?.id === id && problems.length === 0) return false;
        served = { ...outcome.bundle, id };
        problems = [];
      } else {
        if (JSON.stringify(problems) === JSON.stringify(outcome.problems)) return false;
        ({ problems } = outcome);
      }
      onChange(latest);
      return true;
    },
  };
  return latest;
}
