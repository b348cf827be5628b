// Every fault that one plugin of a release can have, once.
import { flexBundle } from '../../../src/testing/index.ts';
import {
  BAD,
  type BundleFault,
  type Ending,
  failed,
  listed,
  PARTNER,
  refused,
  served,
  UP,
} from './bundle-fault.ts';
import { integrityOf } from './integrity-of.ts';

const WELL = {};
const HTML = {
  body: '<!doctype html><title>Not found</title>',
  headers: { 'content-type': 'text/html' },
};
const NOSNIFF = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' };
const NEEDS_PARTNER = { dependencies: { [PARTNER]: '^1.0.0' } };
const OF_OTHER_BYTES = integrityOf('other bytes');

const behaving = (behaviour: Parameters<typeof flexBundle>[1]) => ({
  body: flexBundle(BAD, behaviour),
});
// The kit's init() is async; this one throws before there is a promise.
const THROWS_IN_SYNC_INIT = behaving({
  top: `Twilio.Flex.Plugins.init(class {
    init() { journal.push('init ${BAD}'); throw new Error('init fault'); }
  });`,
  register: false,
});

const skipped = (code: string): Ending => ({ state: 'skipped', code, ran: [] });

export const BUNDLE_FAULTS: readonly BundleFault[] = [
  served('404', failed('bundle-status'), { status: 404, body: 'Not found' }),
  served('500 once', { ...UP, retries: 1 }, { status: 500, body: 'Sorry' }, WELL),
  served('500', failed('bundle-status'), { status: 500, body: 'Sorry' }),
  served('503 with Retry-After', { ...UP, retries: 1 }, RETRY_LATER(), RETRY_LATER(), WELL),
  served('connection reset once', UP, { pace: 'reset' }, { pace: 'reset' }, WELL),
  served('connection reset', failed('bundle-unreachable'), { pace: 'reset' }),
  served('hangs', failed('bundle-timeout'), { pace: 'hang' }),
  served('slow drip', failed('bundle-timeout'), { pace: 'drip' }),
  served('syntax error', failed('bundle-syntax'), { body: 'const plugin = ;' }),
  served(
    'throws at top level',
    failed('bundle-threw', 'evaluate'),
    behaving({ top: "throw new Error('top-level fault');" }),
  ),
  served(
    'constructor throws',
    failed('constructor-threw', 'evaluate'),
    behaving({ construct: "throw new Error('constructor fault');" }),
  ),
  served('init throws', failed('init-threw', 'evaluate', 'init'), THROWS_IN_SYNC_INIT),
  served(
    'init rejects',
    failed('init-threw', 'evaluate', 'init'),
    behaving({ init: "throw new Error('init fault');" }),
  ),
  served(
    'init never settles',
    failed('init-timeout', 'evaluate', 'init'),
    behaving({ init: 'await new Promise(() => {});' }),
  ),
  served(
    'never registers',
    failed('plugin-not-registered', 'evaluate'),
    behaving({ register: false }),
  ),
  served('HTML with 200', failed('bundle-html'), HTML),
  served('HTML with 200 and nosniff', failed('bundle-html'), {
    ...HTML,
    headers: { ...NOSNIFF, ...HTML.headers },
  }),
  served('wrong MIME type (image/png)', failed('bundle-mime'), {
    headers: { 'content-type': 'image/png' },
  }),
  served('wrong MIME type with nosniff', failed('bundle-mime'), { headers: NOSNIFF }),
  listed('integrity mismatch', failed('integrity-mismatch'), { integrity: OF_OTHER_BYTES }),
  listed('malformed integrity', refused('integrity-malformed'), { integrity: 'sha384-abc' }),
  served('CDN without CORS headers', { ...UP, opaque: true }, { cors: false }),
  {
    ...listed('CDN without CORS headers, integrity declared', failed('integrity-unverifiable'), {
      integrity: integrityOf(flexBundle(BAD)),
    }),
    answers: { [BAD]: [{ cors: false }] },
  },
  {
    title: 'duplicate name',
    entries: (plugin) => [plugin(BAD), plugin(BAD, { version: '2.0.0' })],
    answers: {},
    endings: [
      [BAD, refused('plugin-duplicate')],
      [BAD, UP],
    ],
  },
  {
    title: 'dependency cycle',
    entries: (plugin) => [
      plugin(BAD, NEEDS_PARTNER),
      plugin(PARTNER, { dependencies: { [BAD]: '^1.0.0' } }),
    ],
    answers: {},
    endings: [
      [BAD, refused('dependency-cycle')],
      [PARTNER, refused('dependency-cycle')],
    ],
  },
  listed('missing dependency', refused('dependency-missing'), NEEDS_PARTNER),
  {
    title: 'dependency in the wrong version',
    entries: (plugin) => [plugin(BAD, NEEDS_PARTNER), plugin(PARTNER, { version: '2.0.0' })],
    answers: {},
    endings: [
      [BAD, refused('dependency-version')],
      [PARTNER, UP],
    ],
  },
  {
    title: 'dependency fails',
    entries: (plugin) => [plugin(BAD, NEEDS_PARTNER), plugin(PARTNER)],
    answers: { [PARTNER]: [{ status: 404, body: 'Not found' }] },
    endings: [
      [BAD, skipped('dependency-failed')],
      [PARTNER, failed('bundle-status')],
    ],
  },
];

function RETRY_LATER() {
  return {
    status: 503,
    body: 'Later',
    headers: { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' },
  };
}
