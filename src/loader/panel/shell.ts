// A custom element with a shadow root of its own look: no style of Flex reaches in, none of ours reaches out.
import { PASTE_LOOK } from './paste-look.ts';

export type Shell = { readonly host: HTMLElement; readonly root: ShadowRoot };

/** Made, not yet on the page. One that is on the page already under this name is taken off. */
export function createShell(name: string, look: string, nonce: string | undefined): Shell {
  if (!customElements.get(name)) customElements.define(name, class extends HTMLElement {});
  document.querySelector(name)?.remove();
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: 'open' });
  addLook(root, PASTE_LOOK + look, nonce);
  return { host, root };
}

/** A constructed sheet needs no permission of a Content-Security-Policy; Safari has them from 16.4 on. */
function addLook(root: ShadowRoot, look: string, nonce: string | undefined): void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  if (nonce !== undefined) style.nonce = nonce;
  style.textContent = look;
  (root as ShadowRoot).append(style);
}
