// A browser says only that a bundle failed; these are the clues that tell why.
import { createHash } from 'node:crypto';
import {
  diagnoseBundle,
  hasIntegrity,
  type ViolationLog,
  watchViolations,
} from '../../src/loader/diagnose-bundle.ts';
import { offer, openBrowserPage } from '../stories/browser-page.ts';
import { integrityOf } from '../stories/integrity-of.ts';
import { settle } from '../stories/virtual-clock.ts';

openBrowserPage();

const bundle = { plugin: 'plugin-x', url: 'https://cdn.example/x.js' };
const answering =
  (body: string, init: ResponseInit = {}) =>
  async () =>
    new Response(body, init);
const unasked = () => Promise.reject(new Error('the host was asked again'));
const NO_VIOLATIONS: ViolationLog = { find: () => undefined, stop: () => undefined };
const diagnose = (
  fetch: typeof globalThis.fetch,
  failed: object = {},
  violations = NO_VIOLATIONS,
) => settle(diagnoseBundle({ ...bundle, ...failed }, fetch, violations, 1_000));

const violation = (given: object) =>
  Object.assign(new Event('securitypolicyviolation'), {
    disposition: 'enforce',
    effectiveDirective: 'script-src-elem',
    ...given,
  });

describe('the policy of the page', () => {
  it.each([
    ['names the bundle', { blockedURI: bundle.url }],
    ['names only its origin, as it does after a redirect', { blockedURI: 'https://cdn.example' }],
  ])('%s', async (_title, given) => {
    const violations = watchViolations();
    document.dispatchEvent(violation(given));
    const { error } = await diagnose(unasked, {}, violations);
    violations.stop();
    expect(error).toMatchObject({ code: 'csp-blocked', details: { directive: 'script-src-elem' } });
  });

  it.each([
    ['is only reported', { blockedURI: bundle.url, disposition: 'report' }],
    ['is about something else of that host', { blockedURI: 'https://cdn.example/picture.png' }],
  ])('that %s blames no bundle', async (_title, given) => {
    const violations = watchViolations();
    document.dispatchEvent(violation(given));
    const { error } = await diagnose(answering('x'), {}, violations);
    violations.stop();
    expect(error.code).not.toBe('csp-blocked');
  });

  it('is not listened to after stop()', () => {
    const violations = watchViolations();
    violations.stop();
    document.dispatchEvent(violation({ blockedURI: bundle.url }));
    expect(violations.find('script-src', bundle.url)).toBeUndefined();
  });
});

it('a status that the browser noted is taken without asking again', async () => {
  const entries = [{ responseStatus: 200 }, { responseStatus: 404 }];
  offer({ performance: { now: () => Date.now(), getEntriesByName: () => entries } });
  const { error } = await diagnose(unasked);
  expect(error).toMatchObject({ code: 'bundle-status', details: { status: 404 } });
});

it.each([
  ['a status', answering('', { status: 410 }), {}, 'bundle-status', { status: 410 }],
  [
    'a page by its type',
    answering('x', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    {},
    'bundle-html',
    { status: 200 },
  ],
  ['a page by its first words', answering('  <!DOCTYPE html>'), {}, 'bundle-html', { status: 200 }],
  ['other bytes', answering('x'), { integrity: integrityOf('y') }, 'integrity-mismatch', {}],
  [
    'a picture',
    answering('x', { headers: { 'content-type': 'image/gif' } }),
    {},
    'bundle-mime',
    { contentType: 'image/gif' },
  ],
  [
    'a host that is well again',
    answering('x'),
    { integrity: integrityOf('x') },
    'bundle-unreachable',
    {},
  ],
  [
    'a host that is down',
    unasked,
    {},
    'bundle-unreachable',
    { reason: 'the host was asked again' },
  ],
  [
    'a host that hangs',
    () => new Promise<never>(() => {}),
    {},
    'bundle-timeout',
    { timeoutMs: 1_000 },
  ],
])('%s', async (_title, fetch, failed, code, details) => {
  const { error } = await diagnose(fetch, failed);
  expect(error).toMatchObject({ code, details });
});

describe('integrity is decided as browsers decide it', () => {
  const bytes = new TextEncoder().encode('x').buffer;
  const right = integrityOf('x');
  const wrong = integrityOf('y');
  const sha256 = `sha256-${createHash('sha256').update('x').digest('base64')}`;

  it.each([
    ['the right hash', right, true],
    ['the wrong hash', wrong, false],
    ['one right hash of several', `${wrong} ${right}`, true],
    ['a right hash of another algorithm', sha256, true],
    [
      'a weaker hash that is right beside a stronger one that is wrong',
      `${sha256} ${wrong}`,
      false,
    ],
    [
      'a weaker hash that is wrong beside a stronger one that is right',
      `sha256-${'A'.repeat(43)}= ${right}`,
      true,
    ],
  ])('%s', async (_title, integrity, holds) => {
    expect(await hasIntegrity(bytes, integrity)).toBe(holds);
  });
});
