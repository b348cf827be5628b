// Whatever is sent, the registry answers in time, never with a 5xx, and its refusals have the error shape.
import * as fc from 'fast-check';
import { parseForm } from '../../src/registry/http/form-body.ts';
import { type Membership, type PluginChange, rebase } from '../../src/registry/releases/rebase.ts';
import { DATABASES } from './support/databases.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

const RUNS = { numRuns: 150 };

/** Texts that hurt: escapes, markup of forms and JSON, control characters, other planes, prototypes, long ones. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '%',
    '%zz',
    '%00',
    '\0',
    '&',
    '=',
    '+',
    '__proto__',
    'constructor',
    '{}',
    '[',
    '{"plugin_version":',
  ),
  fc.constantFrom(
    '../..',
    '%2e%2e%2f',
    'x'.repeat(3000),
    '\u{1F600}',
    '\ud800',
    'null',
    '-1',
    '1e9',
  ),
);

const FIELDS = [
  'UniqueName',
  'FriendlyName',
  'Description',
  'Version',
  'PluginUrl',
  'Changelog',
  'Private',
  'ValidateStatus',
  'Dependencies',
  'Engines',
  'Integrity',
  'Policy',
  'Format',
  'Name',
  'Plugins',
  'ConfigurationId',
  'Enable',
  'Disable',
  'Base',
  'Reason',
  'FriendlyName',
  'Scopes',
];

const body = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...FIELDS), nasty), nasty), { maxLength: 8 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const POSTS = [
  'Plugins',
  'Plugins/a',
  'Plugins/a/Archive',
  'Plugins/a/Versions',
  'Plugins/a/Versions/1.0.0/Archive',
  'Configurations',
  'Configurations/x/Archive',
  'Releases',
  'Releases/Compose',
  'Keys',
  'Keys/x/Revoke',
];

describe.each(DATABASES)('on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
    account = await registry.newAccount();
    await account.deploy('a');
  });
  // That every refusal had the error shape is checked when the registry stops.
  afterAll(() => registry.stop());

  test('any body is answered without a 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTS), body, async (path, form) => {
        const { status } = await account.post(path, form);
        expect(status).toBeLessThan(500);
      }),
      RUNS,
    );
  }, 60_000);

  test('any identifier is answered without a 5xx', async () => {
    const id = fc.oneof(
      nasty.map(encode),
      nasty.map((text) => text.replace(/[^\x21-\x7e]|[?#/\\]/g, '')),
    );
    const path = fc.constantFrom(
      (one: string, other: string) => `Plugins/${one}/Versions/${other}`,
      (one: string, other: string) => `Configurations/${one}/Plugins/${other}`,
      (one: string) => `Releases/${one}`,
      (one: string) => `Releases/${one}/Manifest?AccountSid=${one}`,
      (one: string) => `Keys/${one}`,
    );
    await fc.assert(
      fc.asyncProperty(path, id, id, async (make, one, other) => {
        const { status } = await account.get(make(one, other));
        expect(status).toBeLessThan(500);
      }),
      RUNS,
    );
  }, 60_000);

  test('any paging and any filter is answered without a 5xx', async () => {
    const name = fc.constantFrom(
      'PageSize',
      'Page',
      'PageToken',
      'Actor',
      'From',
      'Action',
      'RequestId',
    );
    const value = fc.oneof(
      nasty,
      fc.integer().map(String),
      fc.nat().map((n) => `PA${n}`),
      fc.nat().map((n) => `PB${n}`),
    );
    const query = fc.array(fc.tuple(name, value), { maxLength: 4 });
    const list = fc.constantFrom(
      'Plugins',
      'Plugins/a/Versions',
      'Releases',
      'Configurations',
      'Audit',
      'Keys',
    );
    await fc.assert(
      fc.asyncProperty(list, query, async (path, pairs) => {
        const text = pairs.map(([key, one]) => `${key}=${encode(one)}`).join('&');
        const { status } = await account.get(`${path}?${text}`);
        expect([200, 400]).toContain(status);
      }),
      RUNS,
    );
  }, 60_000);

  test('walking pages of any size gives every row once, in order', async () => {
    const walker = await registry.newAccount();
    const names: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      names.unshift(`p${index}`);
      await walker.post('Plugins', { UniqueName: `p${index}` });
    }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), async (size) => {
        const seen: string[] = [];
        let next: string | null = `Plugins?PageSize=${size}`;
        while (next !== null) {
          const page: {
            plugins: { unique_name: string }[];
            meta: { next_page_url: string | null };
          } = (await walker.get(next)).body;
          seen.push(...page.plugins.map((row) => row.unique_name));
          next = page.meta.next_page_url;
        }
        expect(seen).toEqual(names);
      }),
      { numRuns: 14 },
    );
  }, 60_000);
});

/** encodeURIComponent throws on half a surrogate pair. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

test('a form that was encoded properly comes back as it was', () => {
  const value = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), value), {
        selector: ([name]) => name,
      }),
      (pairs) => {
        const form = parseForm(
          pairs
            .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
            .join('&'),
        );
        expect(Object.entries(form)).toHaveLength(pairs.length);
        for (const [name, text] of pairs) expect(form[name]).toBe(text);
      },
    ),
  );
});

describe('rebasing', () => {
  const plugin = fc.constantFrom('a', 'b', 'c', 'd');
  const member = fc.record({
    plugin,
    versionSid: fc.constantFrom('1', '2', '3'),
    phase: fc.constantFrom(1, 3),
  });
  const members = fc.uniqueArray(member, { selector: (one) => one.plugin });
  const change: fc.Arbitrary<PluginChange> = fc.oneof(
    fc.record({ kind: fc.constant('disable' as const), plugin }),
    fc.record({
      kind: fc.constant('enable' as const),
      plugin,
      versionSid: fc.constantFrom('1', '2', '3'),
    }),
  );
  const changes = fc.uniqueArray(change, { selector: (one) => one.plugin });
  const sorted = (list: readonly Membership[]) =>
    [...list].sort((one, other) => one.plugin.localeCompare(other.plugin));

  test('on an unmoved base never conflicts, and touches only what was named', () => {
    fc.assert(
      fc.property(members, changes, (base, wanted) => {
        const { members: result, conflicts } = rebase(base, base, wanted);
        expect(conflicts).toEqual([]);
        const named = new Set(wanted.map((one) => one.plugin));
        const untouched = (list: readonly Membership[]) =>
          list.filter((one) => !named.has(one.plugin));
        expect(untouched(result)).toEqual(untouched(base));
        for (const one of wanted) {
          const now = result.find((entry) => entry.plugin === one.plugin);
          expect(now?.versionSid).toBe(one.kind === 'enable' ? one.versionSid : undefined);
        }
      }),
    );
  });

  test('two disjoint changes give the same whichever came first', () => {
    fc.assert(
      fc.property(members, changes, fc.integer({ min: 0, max: 4 }), (base, wanted, cut) => {
        const [one, other] = [wanted.slice(0, cut), wanted.slice(cut)];
        const first = rebase(base, rebase(base, base, one).members, other);
        const second = rebase(base, rebase(base, base, other).members, one);
        expect([first.conflicts, second.conflicts]).toEqual([[], []]);
        expect(sorted(first.members)).toEqual(sorted(second.members));
      }),
    );
  });
});
