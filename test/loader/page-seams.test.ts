// What the loader asks of a real page: the elements it inserts, and what it takes away again.
import { type BundleRequest, browserSeams } from '../../src/loader/page-seams.ts';

const URL_OF_BUNDLE = 'https://cdn.example/bundle.js';
const REQUEST: BundleRequest = {
  url: URL_OF_BUNDLE,
  integrity: `sha384-${'A'.repeat(64)}`,
  cors: true,
  nonce: 'n0nce',
};
const PLAIN: BundleRequest = { url: URL_OF_BUNDLE, cors: false };
const inHead = <Name extends 'link' | 'script'>(name: Name) => {
  const [element] = document.head.getElementsByTagName(name);
  if (!element) throw new Error(`no ${name} in the head`);
  return element;
};
const never = new AbortController().signal;

beforeEach(() => {
  document.head.innerHTML = '';
});

it.each([
  ['with everything', REQUEST],
  ['plain', PLAIN],
])('a script carries the same attributes as its preload (%s)', async (_title, request) => {
  const preloaded = browserSeams.preload(request, never);
  const link = inHead('link');
  expect([link.rel, link.as, link.href]).toEqual(['preload', 'script', URL_OF_BUNDLE]);
  link.dispatchEvent(new Event('load'));
  await preloaded;

  const ran = browserSeams.runScript(request, () => undefined);
  const script = inHead('script');
  expect(script.src).toBe(URL_OF_BUNDLE);
  for (const name of ['crossorigin', 'integrity', 'nonce']) {
    expect([name, script.getAttribute(name)]).toEqual([name, link.getAttribute(name)]);
  }
  expect(script.crossOrigin).toBe(request.cors ? 'anonymous' : null);
  script.dispatchEvent(new Event('load'));
  await ran;
});

it('a script is shown before it is in the page, and gone after it ran', async () => {
  let isInPage: boolean | undefined;
  const ran = browserSeams.runScript(REQUEST, (script) => {
    isInPage = script.isConnected;
  });
  expect(isInPage).toBe(false);
  inHead('script').dispatchEvent(new Event('load'));
  await ran;
  expect(document.head.children).toHaveLength(0);
});

it('a script that fails rejects and leaves nothing behind', async () => {
  const ran = browserSeams.runScript(REQUEST, () => undefined);
  inHead('script').dispatchEvent(new Event('error'));
  await expect(ran).rejects.toThrow('script failed');
  expect(document.head.children).toHaveLength(0);
});

it('a preload that fails rejects and leaves nothing behind', async () => {
  const preloaded = browserSeams.preload(REQUEST, never);
  inHead('link').dispatchEvent(new Event('error'));
  await expect(preloaded).rejects.toThrow('preload failed');
  expect(document.head.children).toHaveLength(0);
});

it.each([
  ['before it began', (stop: AbortController) => stop.abort(), () => undefined],
  ['while it was on its way', () => undefined, (stop: AbortController) => stop.abort()],
])(
  'a preload that is let go of %s rejects, and its link is taken away',
  async (_title, before, after) => {
    const stop = new AbortController();
    before(stop);
    const preloaded = browserSeams.preload(REQUEST, stop.signal);
    after(stop);
    await expect(preloaded).rejects.toMatchObject({ name: 'AbortError' });
    expect(document.head.children).toHaveLength(0);
  },
);

it('under Trusted Types the address goes through a policy that is made once', async () => {
  const made: string[] = [];
  const createPolicy = (name: string, rules: { createScriptURL(url: string): string }) => {
    made.push(name);
    return { createScriptURL: (url: string) => `${rules.createScriptURL(url)}?trusted` };
  };
  Object.assign(globalThis, { trustedTypes: { createPolicy } });
  try {
    for (const _ of ['first', 'second']) {
      const ran = browserSeams.runScript(PLAIN, () => undefined);
      const script = inHead('script');
      expect(script.src).toBe(`${URL_OF_BUNDLE}?trusted`);
      script.dispatchEvent(new Event('load'));
      await ran;
    }
    expect(made).toEqual(['plugboard']);
  } finally {
    Reflect.deleteProperty(globalThis, 'trustedTypes');
  }
});
