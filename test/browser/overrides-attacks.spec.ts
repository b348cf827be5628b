// What a link, a frame, another tab or poisoned storage can try: no request leaves the page that the release
// does not make, nothing changes, and what was refused is told once. Code of the page itself can do more.
import { expect, type Page, test } from '@playwright/test';
import {
  armed,
  DESK,
  DEVELOPER,
  EVIL,
  expectRelease,
  faultsOf,
  LOCAL_CRM,
  openDesk,
  RELEASE,
  settled,
  visit,
} from '../e2e/overrides-desk.ts';

const ADDRESSES = [
  'https://evil.example/x.js',
  '//evil.example/x.js',
  'evil.example',
  'evil.example:3000',
  'plugin-crm@https://evil.example/x.js',
  'plugin-crm@evil.example',
  'plugin-crm@evil.example:3000',
  'plugin-crm:3000@evil.example',
  'plugin-crm:3105/../../x',
  'https%3A%2F%2Fevil.example%2Fx.js',
  'plugin-crm%40evil.example',
  'plugin-crm%2F..%2F..%2Fx',
  'plugin-crm%5C%5Cevil.example',
  '%252F%252Fevil.example',
  'evil%E3%80%82example',
  '%D1%80lugin-crm',
  'plugin-crm%EF%BC%9A3105',
  'plugin-crm%EF%BC%8F%EF%BC%8Fevil.example',
  'plugin-crm%00',
  'plugin-crm%0A:3105',
  'plugin-crm:80',
  'plugin-crm:1023',
  'plugin-crm:65536',
  'plugin-crm:99999',
  'plugin-crm:0xC21',
  'javascript:alert(1)',
  'data:text/javascript,alert(1)',
  'blob:https://desk.example/1',
  '127.0.0.1:3105',
  '[::1]:3105',
  'plugin-crm,https://evil.example/x.js',
  'plugin-crm:3105,plugin-crm:3106',
];

for (const value of ADDRESSES) {
  test(`a link cannot carry an address: ?plugin-dev=${value}`, async ({ page, context }) => {
    const desk = await openDesk(context);
    await armed(page);
    await visit(page, `/?plugin-dev=${value}`);
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual(['override-invalid']);
    await expect(page.locator('plugboard-consent')).toHaveCount(0);
    expect(page.url()).toBe(`${DESK}/`);
  });
}

const QUERIES = [
  '%70lugin-dev=https://evil.example/x.js',
  'plugin%2Ddev=plugin-crm@evil.example',
  '%70%6C%75%67%69%6E%73=plugin-crm:3105',
  'plugin-dev=plugin-crm:3105&plugin-dev=plugin-crm:3106',
  'plugin-dev=plugin-crm:3105&%70lugin-dev=//evil.example/x.js',
  'plugin-dev=off&plugin-dev=plugin-crm:3105',
];

for (const query of QUERIES) {
  test(`names that are encoded or repeated carry no more than one in plain: ?${query}`, async ({
    page,
    context,
  }) => {
    const desk = await openDesk(context);
    await armed(page);
    await visit(page, `/?${query}`);
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual(['override-invalid']);
    await expect(page.locator('plugboard-consent')).toHaveCount(0);
    expect(page.url()).toBe(`${DESK}/`);
  });
}

const REFUSING_HOSTS = {
  'has no devOverrides': { ...DEVELOPER, devOverrides: 'undefined' },
  'allows another role': { ...DEVELOPER, roles: ['agent', 'admin'] },
  'answers something that is only true-ish': { ...DEVELOPER, devOverrides: "() => 'no'" },
  'answers a promise of no': { ...DEVELOPER, devOverrides: '() => Promise.resolve(false)' },
  throws: { ...DEVELOPER, devOverrides: '(user) => user.account.isDeveloper' },
  'never answers': { ...DEVELOPER, devOverrides: '() => new Promise(() => {})' },
};

for (const [what, rules] of Object.entries(REFUSING_HOSTS)) {
  test(`an override is refused where the host ${what}`, async ({ page, context }) => {
    const desk = await openDesk(context);
    desk.host(rules);
    await armed(page);
    await visit(page, '/?plugin-dev=plugin-crm:3105');
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual(['override-not-allowed']);
    await expect(page.locator('plugboard-consent')).toHaveCount(0);
  });
}

const ARMINGS = {
  'was never switched on': ['', 'override-not-armed'],
  'was switched on with words': ['true', 'override-not-armed'],
  'was switched on for ever': ['999999999999999', 'override-not-armed'],
  'was switched on until the past': ['1000', 'override-expired'],
} as const;

for (const [what, [stored, code]] of Object.entries(ARMINGS)) {
  test(`an override is refused in a browser that ${what}`, async ({ page, context }) => {
    const desk = await openDesk(context);
    await visit(page, '/');
    desk.requests.length = 0;
    await page.evaluate((it) => localStorage.setItem('plugboard:armed', it), stored);
    await visit(page, '/?plugin-dev=plugin-crm:3105');
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual([code]);
    await expect(page.locator('plugboard-consent')).toHaveCount(0);
  });
}

test('an override is refused in a browser whose arming is eight hours old', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await armed(page, 8 * 60 * 60 * 1000 + 1);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await expectRelease(page, desk);
  expect(await faultsOf(page)).toEqual(['override-expired']);
});

test('a page that frames the desktop cannot override anything in it', async ({ page, context }) => {
  const desk = await openDesk(context);
  await armed(page);
  desk.serve(
    `${EVIL}/`,
    `<iframe src="${DESK}/?plugin-dev=plugin-crm:3105"></iframe>`,
    'text/html',
  );
  await page.goto(`${EVIL}/`);
  const frame = page.frames().find((it) => it.url().startsWith(DESK));
  if (!frame) throw new Error('The frame did not come.');
  await frame.waitForFunction(() => globalThis.bootedDesk?.report !== undefined);
  expect(await frame.evaluate(() => bootedDesk.report?.overrides)).toEqual([]);
  const codes = await frame.evaluate(() =>
    bootedDesk.events.flatMap((it) => (it.type === 'fault' ? [it.failure.code] : [])),
  );
  // A browser may also keep storage from a page inside another one.
  expect(codes.filter((it) => !it.startsWith('cache-'))).toEqual(['override-framed']);
  expect(desk.requests).not.toContain(LOCAL_CRM);
  expect(await frame.evaluate(() => document.querySelector('plugboard-consent'))).toBeNull();
});

test('who opens the desktop cannot override by referrer, window name, message or fragment', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  const query = '?plugin-dev=plugin-crm:3105';
  desk.serve(`${EVIL}/${query}`, '<h1>Elsewhere</h1>', 'text/html');
  await page.goto(`${EVIL}/${query}`);
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(
      ([url, name]) => {
        const target = open(`${url}/#${name}`, name);
        const send = () => {
          target?.postMessage({ type: 'plugin-dev', 'plugin-dev': 'plugin-crm:3105' }, '*');
          target?.postMessage('plugin-dev=plugin-crm:3105', '*');
        };
        setInterval(send, 20);
      },
      [DESK, query] as const,
    ),
  ]);
  await expectRelease(opened, desk, []);
  expect(await opened.evaluate(() => window.name)).toBe(query);
  expect(await faultsOf(opened)).toEqual([]);
});

const HOUR_MS = 60 * 60 * 1000;
const STORED = {
  'an address': { until: HOUR_MS, pluginDev: 'plugin-crm@https://evil.example/x.js' },
  'an object': { until: HOUR_MS, pluginDev: { kind: 'local', url: 'https://evil.example/x.js' } },
  'a longer time than anybody may have': { until: 9 * HOUR_MS, pluginDev: 'plugin-crm:3105' },
  'safe mode that adds': { until: HOUR_MS, plugins: 'plugin-crm:3105' },
  nothing: { until: HOUR_MS, pluginDev: 'off' },
};

for (const [what, { until, ...fields }] of Object.entries(STORED)) {
  test(`a tab whose storage was filled with ${what} boots the release`, async ({
    page,
    context,
  }) => {
    const desk = await openDesk(context);
    await armed(page);
    await visit(page, '/');
    desk.requests.length = 0;
    const text = JSON.stringify({ until: Date.now() + until, ...fields });
    await page.evaluate((it) => sessionStorage.setItem('plugboard:overrides', it), text);
    await visit(page, '/');
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual(['override-storage']);
  });
}

/** What consent leaves in a tab. Only code that already runs on the page's own origin can write it too. */
async function storeConsent(page: Page): Promise<void> {
  const text = JSON.stringify({ until: Date.now() + HOUR_MS, pluginDev: 'plugin-crm:3105' });
  await page.evaluate((it) => sessionStorage.setItem('plugboard:overrides', it), text);
}

test('a tab whose storage holds an override boots the release where the browser is not armed', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await visit(page, '/');
  desk.requests.length = 0;
  await storeConsent(page);
  await visit(page, '/');
  await expectRelease(page, desk);
  expect(await faultsOf(page)).toEqual(['override-not-armed']);
});

test('a tab whose storage holds an override boots the release where the host does not allow it', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, roles: ['agent'] });
  await armed(page);
  await visit(page, '/');
  desk.requests.length = 0;
  await storeConsent(page);
  await visit(page, '/');
  await expectRelease(page, desk);
  expect(await faultsOf(page)).toEqual(['override-not-allowed']);
});

test('an override that code of the page stores stands for consent in an armed browser, and is shown', async ({
  page,
  context,
}) => {
  await openDesk(context);
  await armed(page);
  await visit(page, '/');
  await storeConsent(page);
  const report = await visit(page, '/');
  expect(report.overrides).toEqual(['plugin-crm:3105']);
  expect(await faultsOf(page)).toEqual([]);
  await expect(page.locator('plugboard-consent')).toHaveCount(0);
  await expect(page.locator('plugboard-banner')).toBeVisible();
});

test('no script of the page can consent in the place of the person', async ({ page, context }) => {
  const desk = await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  const accept = page.locator('plugboard-consent').getByRole('button', { name: 'Run it here' });
  await expect(accept).toBeEnabled();
  await accept.evaluate((button: HTMLButtonElement) => button.click());
  await accept.dispatchEvent('click');
  await expect(accept).toBeEnabled();
  await expectRelease(page, desk);
  await page.locator('plugboard-consent').getByRole('button', { name: 'Keep the release' }).click();
  await expect(page.locator('plugboard-consent')).toHaveCount(0);
  await expectRelease(page, desk);
  expect(await faultsOf(page)).toEqual([]);
});

test('a click that comes right after another window is no consent', async ({ page, context }) => {
  await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  const accept = page.locator('plugboard-consent').getByRole('button', { name: 'Run it here' });
  await expect(accept).toBeEnabled();
  const isOffered = await accept.evaluate((button: HTMLButtonElement) =>
    ['blur', 'focus'].map((type) => {
      dispatchEvent(new Event(type));
      return !button.disabled;
    }),
  );
  expect(isOffered).toEqual([false, false]);
  await expect(accept).toBeEnabled();
});

for (const address of ['/?plugins=-plugin-recorder', '/?plugins=-plugin-media']) {
  test(`a link cannot leave out what is mandatory or what that needs: ${address}`, async ({
    page,
    context,
  }) => {
    const desk = await openDesk(context);
    const report = await visit(page, address);
    expect(report.overrides).toEqual([]);
    expect(report.outcomes.map(({ state }) => state)).toEqual(RELEASE.map(() => 'initialised'));
    expect(await faultsOf(page)).toEqual(['override-mandatory']);
    expect(desk.requests).toEqual(expect.arrayContaining(RELEASE.map((it) => it.plugin_url)));
  });
}

for (const value of [
  'plugin-crm',
  'on',
  '-plugin-crm,plugin-x',
  'https://evil.example',
  '-a@1.0.0',
]) {
  test(`safe mode cannot add or replace anything: ?plugins=${value}`, async ({ page, context }) => {
    const desk = await openDesk(context);
    await armed(page);
    await visit(page, `/?plugins=${value}`);
    await expectRelease(page, desk);
    expect(await faultsOf(page)).toEqual(['override-invalid']);
  });
}

test('not even a person who consents leaves out what is mandatory', async ({ page, context }) => {
  await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=-plugin-recorder');
  await page.locator('plugboard-consent').getByRole('button', { name: 'Run it here' }).click();
  await expect(page.locator('plugboard-banner')).toBeVisible();
  const report = await settled(page);
  expect(report.overrides).toEqual([]);
  expect(report.missingMandatory).toEqual([]);
  expect(await faultsOf(page)).toEqual(['override-mandatory']);
});
