// A page that dies while a bundle runs: nothing after that moment happens, and only what was stored remains.

import type { BundleBehaviour } from '../../../src/testing/index.ts';
import { flexBundle, type TestDesktop } from '../../../src/testing/index.ts';
import { closePage, offer } from '../browser-page.ts';
import { settle } from '../virtual-clock.ts';

export type DeadlyPlace = 'top' | 'construct' | 'init';

/** The bundle of a plugin that freezes the page, wherever `die()` stands in it. */
export function deadlyBundle(name: string, where: DeadlyPlace = 'top'): string {
  const behaviour: BundleBehaviour = { [where]: 'globalThis.die();' };
  return flexBundle(name, behaviour);
}

/** Boots until a bundle calls `die()`; fails when none does. `atDeath` is what the page still does then. */
export async function bootAndDie(desktop: TestDesktop, atDeath = () => {}): Promise<void> {
  let remains: [string, string][] | undefined;
  offer({
    die: () => {
      if (!remains) atDeath();
      remains ??= Object.entries(localStorage);
    },
  });
  await settle(desktop.boot());
  if (!remains) throw new Error('no bundle of this boot was deadly');
  // The rest of the boot did not happen.
  const diedAt = Date.now();
  jest.clearAllTimers();
  // Jest winds the clock back with the timers.
  jest.setSystemTime(diedAt);
  localStorage.clear();
  for (const [key, value] of remains) localStorage.setItem(key, value);
  closePage();
}
