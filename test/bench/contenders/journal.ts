// The recorder of these tests: a script that notes what the page evaluated and initialised, and in which order.
import type { Page } from '@playwright/test';
import type { Work } from '../../../bench/boot/contender.ts';

export type Journal = {
  /** Names of plugins in the order of each step. */
  readonly evaluated: readonly string[];
  readonly initialised: readonly string[];
};

export const RECORDER = `globalThis.bench={
journal:{evaluated:[],initialised:[]},
evaluated(name){this.journal.evaluated.push(name)},
init(name){this.journal.initialised.push(name)}};`;

declare const bench: { readonly journal: Journal };

/** Waits until so many plugins were initialised. */
export async function journalOf(page: Page, plugins: number): Promise<Journal> {
  await page.waitForFunction((count) => bench.journal.initialised.length >= count, plugins);
  return page.evaluate(() => bench.journal);
}

/** Dependencies that came later than a plugin that needs them, as `dependency after plugin`. */
export function outOfOrder(work: Work, names: readonly string[]): string[] {
  return work.flatMap(({ name, dependencies }) =>
    dependencies
      .filter((dependency) => names.indexOf(dependency) > names.indexOf(name))
      .map((dependency) => `${dependency} after ${name}`),
  );
}
