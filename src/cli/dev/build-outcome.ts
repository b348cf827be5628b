// What a bundler tells each time it has tried.
import type { Bundle } from './bundle/finish-bundle.ts';
import type { Problem } from './problem.ts';

export type BuildOutcome =
  | { readonly state: 'built'; readonly bundle: Bundle; readonly ms: number }
  | { readonly state: 'failed'; readonly problems: readonly Problem[] };

export type Bundler = {
  /** Resolves never, or rejects when it cannot go on. */
  readonly ended: Promise<never>;
  close(): Promise<void>;
};

export type OnOutcome = (outcome: BuildOutcome) => void;
