// Whatever way a page asks for something of Twilio's, the request reaches the page's own server and no other.
import { expect, test } from '@playwright/test';
import { type Desktop, startDesktop } from '../../examples/flex-desktop/server/start-desktop.ts';

const NOWHERE = 'http://localhost:9';
const MEANT = 'https://api.twilio.com';

let desktop: Desktop;

test.beforeAll(async () => {
  desktop = await startDesktop({ registryUrl: NOWHERE });
});

test.afterAll(() => desktop.close());

// Flex UI itself is left out: the redirects stand before it, and it takes seconds to start.
test.beforeEach(async ({ page }) => {
  await page.route('**/assets/desktop-*.js', (route) => route.abort());
  await page.goto(desktop.url);
});

const WAYS: Record<string, (url: string) => unknown> = {
  'fetch of an address': (url) => fetch(url).then(() => undefined),
  'fetch of a Request with a body': (url) =>
    fetch(new Request(url, { method: 'POST', body: 'a=1' })).then(() => undefined),
  XMLHttpRequest: (url) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.send();
  },
  EventSource: (url) => new EventSource(url).readyState,
  sendBeacon: (url) => navigator.sendBeacon(url, 'a=1'),
  'an image': (url) => {
    document.body.append(Object.assign(new Image(), { src: url }));
  },
  'an attribute': (url) => {
    const image = document.createElement('img');
    image.setAttribute('src', url);
    document.body.append(image);
  },
  'a sound': (url) => new Audio(url).load(),
  'a style sheet': (url) => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }),
    );
  },
  'a script': (url) => {
    document.head.append(Object.assign(document.createElement('script'), { src: url }));
  },
};

for (const [way, ask] of Object.entries(WAYS)) {
  test(`${way} for Twilio stays on this machine`, async ({ page }) => {
    const path = `/asked-by/${encodeURIComponent(way)}`;
    const request = page.waitForRequest((it) => it.url().endsWith(path));
    await page.evaluate(ask, `${MEANT}${path}`);
    expect((await request).url()).toBe(`${desktop.url}/twilio/api.twilio.com${path}`);
  });
}

test('a WebSocket for Twilio stays on this machine', async ({ page }) => {
  const socket = page.waitForEvent('websocket', (it) => it.url().endsWith('/asked'));
  await page.evaluate(() => new WebSocket('wss://tsock.us1.twilio.com/asked').readyState);
  const address = `${desktop.url.replace('http:', 'ws:')}/twilio/tsock.us1.twilio.com/asked`;
  expect((await socket).url()).toBe(address);
});

test('the browser refuses a request that is redirected by nothing', async ({ page }) => {
  const refused = page.evaluate(() => fetch('https://elsewhere.example/').then(String));
  await expect(refused).rejects.toThrow('Failed to fetch');
  const left = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI));
        fetch('https://elsewhere.example/again').catch(() => undefined);
      }),
  );
  expect(left).toBe('https://elsewhere.example/again');
});

test('a link that a person would follow keeps its address', async ({ page }) => {
  const href = await page.evaluate(() => {
    const link = document.createElement('a');
    link.setAttribute('href', 'https://www.twilio.com/docs');
    return link.href;
  });
  expect(href).toBe('https://www.twilio.com/docs');
});
