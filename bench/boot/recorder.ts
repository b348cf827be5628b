// The recorder for one work; see contender.ts for what it defines.
import type { Work } from './contender.ts';
import { pageScript } from './page-script.ts';

/** To be inlined as the first script of the page. */
export function recorderScript(work: Work): Promise<string> {
  const needs = work.map(({ name, dependencies }) => [name, dependencies]);
  return pageScript('recorder', { NEEDS: Object.fromEntries(needs) });
}
