// What bootstrap() accepts, and what it refuses at once.
import { readOptions } from '../../src/loader/options.ts';

const VALID = { flex: {}, manager: {}, registry: { url: 'https://registry.example' } };
const read = (given: object) => readOptions({ ...VALID, ...given });

it.each([
  ['no Flex namespace', { flex: undefined }, 'flex'],
  ['no Manager', { manager: null }, 'manager'],
  ['no registry', { registry: undefined }, 'registry.url'],
  ['a registry without an address', { registry: {} }, 'registry.url'],
  ['an address that is none', { registry: { url: 'http://' } }, 'registry.url'],
  ['an address of another scheme', { registry: { url: 'javascript:alert(1)' } }, 'registry.url'],
  ['an unknown source', { registry: { ...VALID.registry, source: 'twilio' } }, 'registry.source'],
  [
    'credentials that are no function',
    { registry: { ...VALID.registry, authorize: 'Basic x' } },
    'registry.authorize',
  ],
  ['an unknown policy', { policy: 'cache-first' }, 'policy'],
  ['an unknown time', { timeouts: { initTimeoutMs: 1 } }, 'timeouts.initTimeoutMs'],
  ['a time below zero', { timeouts: { initMs: -1 } }, 'timeouts.initMs'],
  ['a time in words', { timeouts: { initMs: 'long' } }, 'timeouts.initMs'],
  ['an endless time', { timeouts: { bootMs: Number.POSITIVE_INFINITY } }, 'timeouts.bootMs'],
  ['a time that is no number', { timeouts: { bootMs: Number.NaN } }, 'timeouts.bootMs'],
  ['a time that browsers cannot count', { timeouts: { quietMs: 2 ** 31 } }, 'timeouts.quietMs'],
  ['a bundle origin without a scheme', { bundleOrigins: ['cdn.example'] }, 'bundleOrigins'],
  ['a bundle origin of another scheme', { bundleOrigins: ['blob:x'] }, 'bundleOrigins'],
])('%s is refused at once and named', (_title, given, option) => {
  expect(() => read(given)).toThrow(
    expect.objectContaining({
      code: 'option-invalid',
      details: expect.objectContaining({ option }),
    }),
  );
});

it('nothing at all is refused like an empty object', () => {
  expect(() => readOptions(undefined as never)).toThrow(
    expect.objectContaining({ code: 'option-invalid' }),
  );
});

it('the registry may be named relative to the page, and a slash at its end does not matter', () => {
  expect(read({ registry: { url: '/plugins/' } }).registry.url).toBe(`${location.origin}/plugins`);
});

it('options that are undefined count as absent', () => {
  const settings = read({ maxAgeMs: undefined, onEvent: undefined, policy: undefined });
  expect(settings.maxAgeMs).toBe(24 * 60 * 60 * 1_000);
  expect(settings.policy).toBe('network-first');
});

describe('times', () => {
  it('have defaults that add up within the boot', () => {
    const { timeouts } = read({});
    expect(timeouts).toMatchObject({ bootMs: 8_000, manifestMs: 3_000, bundleMs: 4_000 });
    expect(timeouts.manifestMs + timeouts.bundleMs).toBeLessThan(timeouts.bootMs);
  });

  it('shrink with a shorter boot, except for those that are given', () => {
    const { timeouts } = read({ timeouts: { bootMs: 2_000, initMs: 1_500 } });
    expect(timeouts).toMatchObject({
      bootMs: 2_000,
      manifestMs: 750,
      bundleMs: 1_000,
      initMs: 1_500,
    });
    expect(timeouts.quietMs).toBe(5_000);
  });

  it('do not grow with a longer boot', () => {
    expect(read({ timeouts: { bootMs: 60_000 } }).timeouts.manifestMs).toBe(3_000);
  });
});
