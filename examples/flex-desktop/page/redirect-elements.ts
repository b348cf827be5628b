// Makes images, sounds, style sheets and scripts that come from Twilio load from the page's own origin.
import { redirectUrl } from './redirect-url.ts';

const LOADING_PROPERTIES = [
  [HTMLImageElement, 'src'],
  [HTMLMediaElement, 'src'],
  [HTMLSourceElement, 'src'],
  [HTMLScriptElement, 'src'],
  [HTMLLinkElement, 'href'],
] as const;

const local = (address: string): string => redirectUrl(address, location.href);

/** Covers the property, setAttribute() and `new Audio(address)`; links that a person follows stay as they are. */
export function redirectElements(): void {
  for (const [element, property] of LOADING_PROPERTIES)
    redirectProperty(element.prototype, property);
  redirectSetAttribute();
  redirectAudio();
}

function redirectProperty(prototype: object, property: string): void {
  const original = Object.getOwnPropertyDescriptor(prototype, property);
  if (original?.set === undefined) return;
  Object.defineProperty(prototype, property, {
    ...original,
    set(this: Element, address: unknown) {
      original.set?.call(this, local(String(address)));
    },
  });
}

function redirectSetAttribute(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called on the element below
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    const loads = LOADING_PROPERTIES.some(
      ([element, property]) => this instanceof element && name.toLowerCase() === property,
    );
    setAttribute.call(this, name, loads ? local(value) : value);
  };
}

function redirectAudio(): void {
  const { Audio } = window;
  window.Audio = class extends Audio {
    constructor(address?: string) {
      super(...(address === undefined ? [] : [local(address)]));
    }
  };
}
