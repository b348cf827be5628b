// What the loader and plugins expect of a browser, where Node or jsdom has it not. No DOM: that is jsdom's part.
import { runInThisContext } from 'node:vm';

const PAGE_URL = 'https://desktop.example/';
/** Node has them; jsdom hides them from the tests that run in it. */
const FROM_NODE = [
  'structuredClone',
  'fetch',
  'Request',
  'Response',
  'Headers',
  'TextEncoder',
  'TextDecoder',
];

export function browserGlobals(): Record<string, unknown> {
  return {
    ...(isDom() ? {} : pageWithoutDom()),
    ...missing(FROM_NODE),
    ...(globalThis.crypto?.subtle ? {} : { crypto: fromNode('crypto') }),
    // An older jsdom has no AbortSignal.any, and its controllers make its own signals: both or none.
    ...('any' in AbortSignal
      ? {}
      : { AbortSignal: fromNode('AbortSignal'), AbortController: fromNode('AbortController') }),
  };
}

/** True under jsdom, where scripts can be inserted and components rendered. */
export function isDom(): boolean {
  return typeof document !== 'undefined' && typeof document.createElement === 'function';
}

function pageWithoutDom(): Record<string, unknown> {
  const events = new EventTarget();
  const location = new URL(PAGE_URL);
  const page = Object.assign(new EventTarget(), {
    baseURI: PAGE_URL,
    currentScript: null,
    readyState: 'complete',
    location,
  });
  return {
    window: globalThis,
    self: globalThis,
    document: page,
    location,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  };
}

function missing(names: readonly string[]): Record<string, unknown> {
  const absent = names.filter((name) => !(name in globalThis));
  return Object.fromEntries(absent.map((name) => [name, fromNode(name)]));
}

/** Past the walls that a test runner puts around its tests. */
function fromNode(name: string): unknown {
  return runInThisContext(name);
}
