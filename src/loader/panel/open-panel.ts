// Shows a boot: what became of each plugin, from where, why, and when; and what can be done about it.
import type { BootReport, ReleaseManifest } from '../../domain/index.ts';
import type { BootSettings } from '../options.ts';
import { forgetTab, readTab, writeTab } from '../overrides/tab-state.ts';
import { copyText } from './copy-text.ts';
import { element } from './element.ts';
import { followOutcomes } from './follow-outcomes.ts';
import { PANEL_LOOK } from './look.ts';
import { overrideActions } from './override-actions.ts';
import { createPanelHeader } from './panel-header.ts';
import { legend, pluginTable } from './plugin-table.ts';
import { retryPlugin } from './retry-plugin.ts';
import { settleOutcome } from './settle-outcome.ts';
import { createShell } from './shell.ts';
import { sentenceOf } from './shown-plugin.ts';

export type ShownBoot = {
  readonly report: BootReport;
  readonly manifest: ReleaseManifest | undefined;
  readonly settings: BootSettings;
};

export function openPanel({ report, manifest, settings }: ShownBoot): void {
  const { host, root } = createShell('plugboard-panel', PANEL_LOOK, settings.nonce);
  const retry = (name: string) => {
    const entry = manifest?.plugins.find(({ uniqueName }) => uniqueName === name);
    void retryPlugin(name, entry, settings);
  };
  const table = element('div', {
    class: 'plugins',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Plugins',
  });
  const { header, show } = createPanelHeader(report, () => dialog.close());
  let outcomes = report.outcomes;
  const render = () => {
    const hadFocus = table.contains(root.activeElement);
    show(outcomes);
    table.replaceChildren(pluginTable(report, outcomes, retry), legend());
    // The button that had it is gone; at the top of the page it would be lost.
    if (hadFocus) table.focus();
  };
  const stop = followOutcomes((outcome) => {
    outcomes = settleOutcome(outcomes, outcome);
    render();
  });
  const close = () => {
    stop();
    host.remove();
  };
  render();
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'title', onclose: close },
    header,
    ...releaseTroubles(report),
    table,
    panelActions(() => ({ ...report, outcomes }), settings),
  );
  root.append(element('div', { class: 'look' }, dialog));
  document.body.append(host);
  dialog.showModal();
}

/** Why the release did not come from where it should. */
function releaseTroubles({ failures }: BootReport): readonly HTMLElement[] {
  return failures.map((failure) =>
    element(
      'div',
      { class: 'reason warning' },
      element('p', {}, sentenceOf(failure), ' ', element('code', {}, failure.code)),
    ),
  );
}

function panelActions(reportByNow: () => BootReport, settings: BootSettings): HTMLElement {
  const said = element('p', { class: 'weak said', role: 'status' });
  const copy = async () => {
    const copied = await copyText(JSON.stringify(reportByNow(), null, 2));
    said.textContent = copied
      ? 'The report is on the clipboard.'
      : 'This browser does not let a page copy.';
  };
  const isReleased = reportByNow().overrides.length === 0;
  return element(
    'footer',
    {},
    overrideActions(settings),
    element(
      'div',
      { class: 'actions' },
      said,
      action('Copy report', () => void copy()),
      isReleased
        ? action('Start in safe mode', () =>
            reloadAfter(() => writeTab({ ...readTab(), safeMode: 'off' })),
          )
        : action('Back to the release', () => reloadAfter(forgetTab), 'primary'),
    ),
    element(
      'p',
      { class: 'weak hint' },
      'Trying again, safe mode and overrides load this page anew; a call in this tab would end.',
    ),
  );
}

function action(label: string, onclick: () => void, look = ''): HTMLElement {
  return element('button', { class: look, type: 'button', onclick }, label);
}

function reloadAfter(change: () => void): void {
  change();
  location.reload();
}
