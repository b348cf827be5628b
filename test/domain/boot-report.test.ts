// What one boot did, as plain JSON.
import {
  type BootFacts,
  PlugboardError,
  type PluginOutcome,
  parseReleaseManifest,
  reasonOf,
  scrubText,
  summarise,
} from '../../src/domain/index.ts';
import { aManifest, aPlugin } from '../../src/testing/builders.ts';

const facts = (given: Partial<BootFacts> = {}): BootFacts => ({
  origin: 'network',
  failures: [],
  outcomes: [],
  deadlineHit: false,
  overrides: [],
  notes: [],
  timings: {},
  ...given,
});
const manifest = parseReleaseManifest(
  aManifest([aPlugin('plugin-a', { policy: 'mandatory' }), aPlugin('plugin-b')]),
);
const error = new PlugboardError('bundle-status', { plugin: 'plugin-a', status: 404 });

describe('healthy', () => {
  it.each([
    ['initialised', { state: 'initialised' }, true],
    ['deferred', { state: 'deferred' }, true],
    ['failed', { state: 'failed', stage: 'download', error }, false],
    ['skipped', { state: 'skipped', error }, false],
    ['refused', { state: 'refused', error }, false],
  ] as const)('a boot whose plugin is %s', (_title, state, healthy) => {
    const outcomes = [{ plugin: 'plugin-a', ...state }];
    expect(summarise(facts({ manifest, outcomes })).healthy).toBe(healthy);
  });

  it('a boot without a release is not healthy', () => {
    expect(summarise(facts({ origin: 'none' })).healthy).toBe(false);
  });
});

it('a mandatory plugin that is not up is named', () => {
  const outcomes: PluginOutcome[] = [
    { plugin: 'plugin-a', state: 'failed', stage: 'download', error },
    { plugin: 'plugin-b', state: 'failed', stage: 'download', error },
  ];
  const report = summarise(facts({ manifest, outcomes }));
  expect(report.missingMandatory).toEqual(['plugin-a']);
  expect(report.outcomes.map(({ mandatory }) => mandatory === true)).toEqual([true, false]);
});

it('a mandatory plugin that is up is not missing, though it was listed twice', () => {
  const outcomes: PluginOutcome[] = [
    { plugin: 'plugin-a', state: 'refused', error },
    { plugin: 'plugin-a', state: 'initialised' },
  ];
  expect(summarise(facts({ manifest, outcomes })).missingMandatory).toEqual([]);
});

it('a report survives JSON and carries code, sentence and evidence of a failure', () => {
  const outcomes: PluginOutcome[] = [
    { plugin: 'plugin-a', version: '1.0.0', state: 'failed', stage: 'download', error, retries: 2 },
  ];
  const report = summarise(facts({ manifest, outcomes }));
  const copy = JSON.parse(JSON.stringify(report));
  expect(copy.outcomes).toEqual([
    {
      plugin: 'plugin-a',
      version: '1.0.0',
      state: 'failed',
      stage: 'download',
      retries: 2,
      mandatory: true,
      failure: {
        code: 'bundle-status',
        message: error.message,
        details: { plugin: 'plugin-a', status: 404 },
      },
      timings: {},
    },
  ]);
  expect(copy.release).toMatchObject({ releaseSid: manifest.releaseSid });
});

describe('what a report never carries', () => {
  const JWT =
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

  it.each([
    ['a query string', 'at https://cdn.example/x.js?token=secret', 'at https://cdn.example/x.js'],
    [
      'a fragment',
      'at https://cdn.example/x.js#secret, line 4',
      'at https://cdn.example/x.js line 4',
    ],
    ['a query of a relative address', 'GET /api/me?token=secret failed', 'GET /api/me failed'],
    ['a user in an address', 'https://me:secret@cdn.example/x', 'https://cdn.example/x'],
    ['a password with an @ in it', 'https://me:se@cret@cdn.example/x', 'https://cdn.example/x'],
    ['a JSON web token', `got ${JWT}!`, 'got [token]!'],
    ['a bearer token', 'Authorization: Bearer abc.def-123456', 'Authorization: [token]'],
    ['basic credentials', 'Basic dXNlcjpwYXNzd29yZA==', '[token]'],
    [
      'several at once',
      `https://a.example/?x=1 ${JWT} https://b.example/?y=2`,
      'https://a.example/ [token] https://b.example/',
    ],
    ['plain words', 'Is it up? Yes: #1 of 2', 'Is it up? Yes: #1 of 2'],
  ])('%s', (_title, text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });

  it('neither in messages, details, causes nor notes', () => {
    const leak = new PlugboardError('bundle-unreachable', {
      plugin: 'plugin-a',
      url: 'https://cdn.example/a.js?sig=secret',
      reason: 'Bearer secret-secret',
    });
    const failed = new PlugboardError('dependency-failed', { root: 'x' }, { cause: leak });
    const report = summarise(
      facts({
        manifest,
        failures: [leak],
        outcomes: [{ plugin: 'plugin-a', state: 'skipped', error: failed }],
        notes: ['see https://cdn.example/?secret'],
      }),
    );
    expect(JSON.stringify(report)).not.toContain('secret');
  });
});

describe('the reason of anything that was thrown', () => {
  it.each([
    ['an error', new TypeError('no such thing'), 'no such thing'],
    ['an error without words', new RangeError(), 'RangeError'],
    ['several lines', new Error('one\n  two'), 'one two'],
    ['text', 'gave up', 'gave up'],
    ['undefined', undefined, 'undefined'],
    ['an object without a prototype', Object.create(null), 'something that cannot be shown'],
    [
      'an object that throws when it is read',
      {
        toString: () => {
          throw new Error('no');
        },
      },
      'something that cannot be shown',
    ],
  ])('%s', (_title, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });

  it('is short enough for a report', () => {
    expect(reasonOf('x'.repeat(10_000))).toHaveLength(300);
  });
});
