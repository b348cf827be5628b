// Tells for as long as the desktop is open that it is not the release as it is, and leads back in one click.
import {
  type BootReport,
  type DevOverride,
  formatDevOverride,
  reasonOf,
} from '../../domain/index.ts';
import { element } from '../panel/element.ts';
import { followOutcomes } from '../panel/follow-outcomes.ts';
import { createShell } from '../panel/shell.ts';
import type { PlugboardGlobal } from '../publish-report.ts';
import { describeBoot, findUnloaded } from './describe-boot.ts';
import { BANNER_LOOK } from './look.ts';
import { forgetTab, type TabState, writeTab } from './tab-state.ts';

export type Banner = {
  /** Says that what is on the screen is not the newest source. */
  readonly tellBuildFailure: (reason: string) => void;
};

export function showBanner(report: BootReport, tab: TabState, nonce: string | undefined): Banner {
  const { host, root } = createShell('plugboard-banner', BANNER_LOOK, nonce);
  const outcomes = new Map(report.outcomes.map((it) => [it.plugin, it]));
  const fallBack = element('span', { class: 'fall-back' });
  const bar = element('div', { role: 'status' });
  const render = () => {
    const unloaded = findUnloaded({ ...report, outcomes: [...outcomes.values()] }, tab.overrides);
    const isFailed = unloaded.length > 0 || report.missingMandatory.length > 0;
    bar.className = isFailed ? 'bar failed' : 'bar';
    fallBack.replaceChildren(...unloaded.map((it) => fallBackButton(it, tab)));
  };
  const stop = followOutcomes((outcome) => {
    if (!host.isConnected) stop();
    outcomes.set(outcome.plugin, outcome);
    render();
  });
  const problem = element('p', { class: 'problem', role: 'alert' });
  bar.append(
    element('p', { class: 'text' }, ...describeBoot(report, tab.overrides.map(formatDevOverride))),
    element(
      'div',
      { class: 'actions' },
      fallBack,
      button('Details', () => {
        const { plugboard } = globalThis as { plugboard?: PlugboardGlobal };
        plugboard?.openPanel().catch((error: unknown) => {
          problem.textContent = reasonOf(error);
        });
      }),
      button('Back to the release', () => reloadAfter(forgetTab), 'primary small'),
    ),
    problem,
  );
  render();
  root.append(
    element('section', { class: 'look', 'aria-label': 'Overrides of this desktop' }, bar),
  );
  document.body.append(host);
  return {
    tellBuildFailure: (reason) => {
      problem.textContent = `The last change does not build: ${reason}`;
    },
  };
}

function fallBackButton(override: DevOverride, tab: TabState): HTMLElement {
  return button(`Use the released ${override.plugin}`, () => {
    const overrides = tab.overrides.filter((it) => it !== override);
    reloadAfter(() => writeTab({ ...tab, overrides }));
  });
}

function button(label: string, onclick: () => void, look = 'small'): HTMLElement {
  return element('button', { class: look, type: 'button', onclick }, label);
}

function reloadAfter(change: () => void): void {
  change();
  location.reload();
}
