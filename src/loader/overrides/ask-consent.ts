// The third lock: a screen that names plugin, address and consequence before anything is asked for.
import { type DevOverride, localBundleUrl, PlugboardError } from '../../domain/index.ts';
import type { Boot } from '../boot.ts';
import { element } from '../panel/element.ts';
import { createShell } from '../panel/shell.ts';
import { askLocalNetwork } from './local-network.ts';
import { CONSENT_LOOK } from './look.ts';
import { type TabState, writeTab } from './tab-state.ts';
import { watchAttention } from './watch-attention.ts';
import { describeOverride } from './words.ts';

/** A click that was meant for what lay here before, or in a window above, must not be taken for consent. */
const ATTENTION_MS = 800;

/** Shows the screen. Consent is remembered for this tab, and the desktop loads anew with it. */
export function askConsent(wanted: TabState, boot: Boot): void {
  const { host, root } = createShell('plugboard-consent', CONSENT_LOOK, boot.settings.nonce);
  let stopWatching = () => {};
  const withdrawal = new AbortController();
  const close = () => {
    withdrawal.abort();
    stopWatching();
    host.remove();
  };
  const problem = element('p', { class: 'problem', role: 'alert' });
  const accept = element(
    'button',
    { class: 'danger', disabled: '', type: 'button' },
    'Run it here',
  );
  const cancel = element('button', { type: 'button', onclick: close }, 'Keep the release');
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'title', 'aria-describedby': 'consequences', onclose: close },
    element('h1', { id: 'title' }, 'A link wants to change this desktop'),
    element('p', {}, 'Go on only if you are developing this plugin and opened the link yourself.'),
    element('ul', { id: 'consequences' }, ...wanted.overrides.map(overrideItem)),
    element(
      'p',
      { class: 'weak' },
      'It holds for this tab, for eight hours at most; the page loads anew.',
    ),
    problem,
    element('div', { class: 'actions' }, cancel, accept),
  );
  root.append(element('div', { class: 'look' }, dialog));
  const awaitAttention = () => {
    stopWatching = watchAttention(ATTENTION_MS, (isSteady) => {
      accept.disabled = !isSteady;
    });
  };
  accept.addEventListener('click', (event) => {
    // No script may click here.
    if (!event.isTrusted || accept.disabled) return;
    stopWatching();
    accept.disabled = true;
    void carryOut(wanted, boot, withdrawal.signal).then((refusal) => {
      problem.textContent = refusal?.message ?? '';
      if (refusal) awaitAttention();
    });
  });
  document.body.append(host);
  dialog.showModal();
  cancel.focus();
  awaitAttention();
}

function overrideItem(override: DevOverride): HTMLElement {
  const { title, address, consequence } = describeOverride(override);
  return element(
    'li',
    {},
    element('h2', {}, title),
    ...(address === undefined ? [] : [element('code', {}, address)]),
    element('p', {}, consequence),
  );
}

/**
 * Why it cannot be done; otherwise the page is on its way out, or the person has taken the consent back, as they
 * may while the browser still asks for its own permission.
 */
async function carryOut(
  wanted: TabState,
  boot: Boot,
  withdrawn: AbortSignal,
): Promise<PlugboardError | undefined> {
  for (const override of wanted.overrides) {
    if (override.kind !== 'local') continue;
    const { plugin, port } = override;
    const refusal = await askLocalNetwork(plugin, localBundleUrl(plugin, port), withdrawn);
    if (withdrawn.aborted) return undefined;
    if (!refusal) continue;
    boot.fault(refusal, plugin);
    return refusal;
  }
  try {
    writeTab(wanted);
  } catch (cause) {
    const refusal = new PlugboardError('override-storage', {}, { cause });
    boot.fault(refusal);
    return refusal;
  }
  location.reload();
  return undefined;
}
