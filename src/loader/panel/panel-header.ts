// The head of the panel: the release, and in a few words how many of its plugins are up by now.
import type { BootReport, PluginReport } from '../../domain/index.ts';
import { element } from './element.ts';

const ORIGIN_WORDS = {
  network: 'from the registry',
  'last-known-good': 'the last one that worked in this browser',
  seed: 'built into the page',
  none: '',
} as const;

export type PanelHeader = {
  readonly header: HTMLElement;
  readonly show: (outcomes: readonly PluginReport[]) => void;
};

export function createPanelHeader(report: BootReport, close: () => void): PanelHeader {
  const { release, origin, overrides } = report;
  const verdict = element('span', { role: 'status' });
  const changed =
    overrides.length > 0 ? [element('span', { class: 'badge new' }, 'Overridden')] : [];
  const header = element(
    'header',
    {},
    element(
      'div',
      {},
      element('h1', { id: 'title' }, 'Plugins of this desktop'),
      element(
        'p',
        { class: 'weak' },
        release ? 'Release ' : 'No release',
        ...(release ? [element('code', {}, release.releaseSid), `, ${ORIGIN_WORDS[origin]}`] : []),
      ),
    ),
    verdict,
    ...changed,
    element(
      'button',
      { class: 'close', type: 'button', 'aria-label': 'Close', onclick: close },
      '✕',
    ),
  );
  return {
    header,
    show: (outcomes) => {
      const { words, look } = verdictOn(outcomes);
      verdict.className = `badge ${look}`;
      // A status that is written anew is read out anew.
      if (verdict.textContent !== words) verdict.textContent = words;
    },
  };
}

export function verdictOn(outcomes: readonly PluginReport[]): {
  readonly words: string;
  readonly look: 'success' | 'error' | 'neutral';
} {
  const count = outcomes.length;
  const later = outcomes.filter(({ state }) => state === 'deferred').length;
  const up = outcomes.filter(({ state }) => state === 'initialised').length;
  const down = count - up - later;
  if (down > 0) return { words: `${down} of ${count} not up`, look: 'error' };
  if (later > 0) return { words: `${up} of ${count} up, the rest starts later`, look: 'neutral' };
  if (count === 0) return { words: 'No plugins', look: 'neutral' };
  return { words: count === 1 ? 'It is up' : `All ${count} are up`, look: 'success' };
}
