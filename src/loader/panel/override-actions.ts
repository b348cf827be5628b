// The part of the panel that switches overrides on and off. It is the only place that can.

import type { BootSettings } from '../options.ts';
import { arm, disarm, readArming } from '../overrides/arming.ts';
import { findRefusal, isFramed, isLocalPage } from '../overrides/locks.ts';
import { element } from './element.ts';

/** Fills itself once the host has said whether this user may override anything. */
export function overrideActions(settings: BootSettings): HTMLElement {
  const place = element('div', { class: 'overrides' });
  const render = async () => {
    place.replaceChildren(...(await contents(settings, () => void render())));
  };
  void render();
  return place;
}

async function contents(settings: BootSettings, changed: () => void): Promise<(Node | string)[]> {
  if (isFramed()) return [note('Overrides are off inside another page.')];
  if (isLocalPage()) return [note('On localhost, overrides need no switching on.')];
  if (await findRefusal(settings)) return [note('This desktop does not allow you overrides.')];
  if (readArming() !== 'armed') {
    return [
      note('Overrides are off in this browser.'),
      button('Allow overrides for 8 hours', arm, changed),
    ];
  }
  return [
    note('Overrides are on: ?plugin-dev=name in the address asks for one.'),
    button('Switch overrides off', disarm, changed),
  ];
}

function note(text: string): HTMLElement {
  return element('p', { class: 'weak', role: 'status' }, text);
}

function button(label: string, change: () => void, changed: () => void): HTMLElement {
  const onclick = (event: Event) => {
    // No script may click here.
    if (!event.isTrusted) return;
    change();
    changed();
  };
  return element('button', { type: 'button', onclick }, label);
}
