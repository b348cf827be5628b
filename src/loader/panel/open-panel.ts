// Shows a boot: what became of each plugin, from where, why, and when; and what can be done about it.
import type { BootReport, ReleaseManifest } from '../../domain/index.ts';
import type { BootSettings } from '../options.ts';
import { forgetTab, readTab, writeTab } from '../overrides/tab-state.ts';
import { copyText } from './copy-text.ts';
import { element } from './element.ts';
import { followOutcomes } from './follow-outcomes.ts';
import { PANEL_LOOK } from './look.ts';
import { overrideActions } from './override-actions.ts';
import { legend, pluginTable } from './plugin-table.ts';
import { retryPlugin } from './retry-plugin.ts';
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
  const outcomes = new Map(report.outcomes.map((it) => [it.plugin, it]));
  const table = element('div', {
    class: 'plugins',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Plugins',
  });
  const render = () =>
    table.replaceChildren(pluginTable(report, [...outcomes.values()], retry), legend());
  const stop = followOutcomes((outcome) => {
    outcomes.set(outcome.plugin, outcome);
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
    panelHeader(report, () => dialog.close()),
    ...releaseTroubles(report),
    table,
    panelActions(report, settings),
  );
  root.append(element('div', { class: 'look' }, dialog));
  document.body.append(host);
  dialog.showModal();
}

const ORIGIN_WORDS = {
  network: 'from the registry',
  'last-known-good': 'the last one that worked in this browser',
  seed: 'built into the page',
  none: '',
} as const;

function panelHeader(report: BootReport, close: () => void): HTMLElement {
  const { release, origin, outcomes, overrides } = report;
  const down = outcomes.filter(
    ({ state }) => state !== 'initialised' && state !== 'deferred',
  ).length;
  const [words, look] =
    down === 0
      ? [`All ${outcomes.length} are up`, 'success']
      : [`${down} of ${outcomes.length} not up`, 'error'];
  const changed =
    overrides.length > 0 ? [element('span', { class: 'badge new' }, 'Overridden')] : [];
  return element(
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
    element('span', { class: `badge ${look}` }, words),
    ...changed,
    element(
      'button',
      { class: 'close', type: 'button', 'aria-label': 'Close', onclick: close },
      '✕',
    ),
  );
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

function panelActions(report: BootReport, settings: BootSettings): HTMLElement {
  const said = element('p', { class: 'weak said', role: 'status' });
  const copy = async () => {
    const copied = await copyText(JSON.stringify(report, null, 2));
    said.textContent = copied
      ? 'The report is on the clipboard.'
      : 'This browser does not let a page copy.';
  };
  const isReleased = report.overrides.length === 0;
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
