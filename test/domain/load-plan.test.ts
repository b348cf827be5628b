// The graph of a release: who starts, in which order, and who is refused because of whom.
import { aPlugin } from '../../src/testing/builders.ts';
import { planEntries, refusalOf } from './plan-release.ts';

/** `needs('a', 'b', 'c')`: plugin a requires b and c in any version. */
const needs = (name: string, ...dependencies: string[]) =>
  aPlugin(name, { dependencies: Object.fromEntries(dependencies.map((it) => [it, '*'])) });
const prefers = (name: string, ...dependencies: string[]) =>
  aPlugin(name, { optional_dependencies: Object.fromEntries(dependencies.map((it) => [it, '*'])) });

describe('order', () => {
  it.each([
    ['list order where nothing else speaks', [needs('a'), needs('b'), needs('c')], 'a b c'],
    ['dependency before dependent', [needs('a', 'b'), needs('b')], 'b a'],
    ['a chain from its far end', [needs('a', 'b'), needs('b', 'c'), needs('c')], 'c b a'],
    [
      'a diamond once',
      [needs('top', 'l', 'r'), needs('l', 'end'), needs('r', 'end'), needs('end')],
      'end l r top',
    ],
    ['optional before dependent', [prefers('a', 'b'), needs('b')], 'b a'],
    ['an absent optional changes nothing', [prefers('a', 'x'), needs('b')], 'a b'],
    [
      'lower phase first',
      [aPlugin('a', { phase: 4 }), aPlugin('b', { phase: 1 }), aPlugin('c')],
      'b c a',
    ],
    [
      'phase before dependency before list',
      [
        aPlugin('late', { phase: 9 }),
        needs('z', 'y'),
        needs('x'),
        needs('y'),
        aPlugin('early', { phase: 0 }),
      ],
      'early y z x late',
    ],
  ])('%s', (_title, entries, order) => {
    const shown = planEntries(entries);
    expect(shown.order.join(' ')).toBe(order);
    expect(shown.refused).toEqual([]);
  });

  it('each phase is one barrier, in ascending order', () => {
    const { plan } = planEntries([
      aPlugin('a', { phase: 3 }),
      aPlugin('b', { phase: 1 }),
      aPlugin('c', { phase: 3 }),
    ]);
    const shown = plan.phases.map(({ phase, plugins }) => [phase, plugins.length]);
    expect(shown).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  it('a dependency in an earlier phase is no obstacle', () => {
    const shown = planEntries([needs('a', 'b'), aPlugin('b', { phase: 1 })]);
    expect(shown.order).toEqual(['b', 'a']);
  });
});

describe('versions', () => {
  it.each([
    ['^1.0.0', '1.0.0'],
    ['^1.0.0', '1.9.0-beta.1'],
    ['^2.0.0', '2.1.0-beta.1'],
    ['>=1 <3', '2.5.0'],
    ['*', '1.0.0-alpha'],
    ['', '1.0.0'],
    ['1.x || 3.x', '3.0.0'],
  ])('a range of %s takes %s', (range, version) => {
    const a = aPlugin('a', { dependencies: { b: range } });
    expect(planEntries([a, aPlugin('b', { version })]).refused).toEqual([]);
  });

  it.each([
    ['^1.0.0', '2.0.0'],
    ['^2.0.0', '2.0.0-beta.1'],
    ['~1.2.0', '1.3.0'],
    ['^1.0.0', 'not-a-version'],
  ])('a range of %s does not take %s', (range, version) => {
    const a = aPlugin('a', { dependencies: { b: range } });
    const shown = planEntries([a, aPlugin('b', { version })]);
    expect(shown.refused).toEqual(['a: dependency-version']);
    expect(refusalOf(shown, 'a')).toBe(`a needs b ${range}, this release has ${version}.`);
  });

  it('a range that is no range refuses the plugin that wrote it', () => {
    const shown = planEntries([aPlugin('a', { dependencies: { b: 'newest' } }), needs('b')]);
    expect(shown.refused).toEqual(['a: entry-invalid']);
    expect(refusalOf(shown, 'a')).toContain('dependencies.b');
  });

  it('a range that is no range is told even when the dependency is missing', () => {
    expect(planEntries([aPlugin('a', { dependencies: { b: 'newest' } })]).refused).toEqual([
      'a: entry-invalid',
    ]);
  });
});

describe('refusals', () => {
  it('a missing dependency is named with the wanted range', () => {
    const shown = planEntries([aPlugin('a', { dependencies: { b: '^2.0.0' } }), needs('c')]);
    expect(shown.refused).toEqual(['a: dependency-missing']);
    expect(refusalOf(shown, 'a')).toBe('a needs b ^2.0.0, which this release does not contain.');
    expect(shown.order).toEqual(['c']);
  });

  it('a dependency that starts in a later phase is refused with both phases', () => {
    const shown = planEntries([needs('a', 'b'), aPlugin('b', { phase: 5 })]);
    expect(shown.refused).toEqual(['a: dependency-later-phase']);
    expect(refusalOf(shown, 'a')).toContain('in phase 3 needs b, which starts only in phase 5');
    expect(shown.order).toEqual(['b']);
  });

  it('of entries with one name the first is used and the others are refused', () => {
    const shown = planEntries([
      aPlugin('a', { version: '1.0.0' }),
      aPlugin('a', { version: '2.0.0' }),
      aPlugin('a', { version: '3.0.0' }),
    ]);
    expect(shown.plan.phases[0]?.plugins.map(({ version }) => version)).toEqual(['1.0.0']);
    expect(shown.plan.refused.map(({ version }) => version)).toEqual(['2.0.0', '3.0.0']);
    expect(new Set(shown.refused)).toEqual(new Set(['a: plugin-duplicate']));
  });

  it('a refusal spreads to all dependents and carries its root cause', () => {
    const shown = planEntries([
      needs('a', 'b'),
      needs('b', 'c'),
      aPlugin('c', { plugin_archived: true }),
      needs('d'),
    ]);
    expect(shown.order).toEqual(['d']);
    expect(shown.refused).toEqual([
      'a: dependency-refused',
      'b: dependency-refused',
      'c: plugin-archived',
    ]);
    const refusal = shown.plan.refused.find(({ plugin }) => plugin === 'a')?.error;
    expect(refusal?.details).toEqual({
      plugin: 'a',
      dependency: 'b',
      root: 'c',
      rootCode: 'plugin-archived',
    });
    expect(refusal?.cause).toMatchObject({ code: 'dependency-refused' });
  });

  it('a dependent of an unusable entry is refused because of that entry, not as if it were missing', () => {
    const { plugin_url: _, ...withoutUrl } = aPlugin('b');
    const shown = planEntries([needs('a', 'b'), withoutUrl, needs('c', 'a')]);
    expect(shown.refused).toEqual([
      'a: dependency-refused',
      'b: entry-invalid',
      'c: dependency-refused',
    ]);
    expect(refusalOf(shown, 'c')).toContain('because of b: entry-invalid');
  });

  it('an optional dependency that is refused does not matter', () => {
    const shown = planEntries([prefers('a', 'b'), aPlugin('b', { plugin_archived: true })]);
    expect(shown.order).toEqual(['a']);
    expect(shown.plan.phases[0]?.plugins[0]?.follows).toEqual([]);
  });
});

describe('cycles', () => {
  it.each([
    ['of itself', [needs('a', 'a')], 'a', 'a -> a'],
    ['of two', [needs('a', 'b'), needs('b', 'a')], 'a', 'a -> b -> a'],
    ['of three', [needs('a', 'b'), needs('b', 'c'), needs('c', 'a')], 'b', 'a -> b -> c -> a'],
    [
      'inside a larger graph, by its shortest way',
      [needs('x', 'a'), needs('a', 'b', 'c'), needs('b', 'a'), needs('c', 'b')],
      'a',
      'a -> b -> a',
    ],
  ])('a cycle %s is refused with its path', (_title, entries, plugin, path) => {
    const shown = planEntries([...entries, needs('healthy')]);
    expect(refusalOf(shown, plugin)).toBe(`${plugin} depends on itself: ${path}.`);
    expect(shown.order).toEqual(['healthy']);
  });

  it('a dependent of a cycle is refused because of it, and so is no member of it', () => {
    const shown = planEntries([needs('x', 'a'), needs('a', 'b'), needs('b', 'a')]);
    expect(shown.refused).toEqual([
      'a: dependency-cycle',
      'b: dependency-cycle',
      'x: dependency-refused',
    ]);
  });

  it('two cycles that do not touch are told apart', () => {
    const shown = planEntries([needs('a', 'b'), needs('b', 'a'), needs('c', 'd'), needs('d', 'c')]);
    expect(refusalOf(shown, 'b')).toContain('a -> b -> a');
    expect(refusalOf(shown, 'd')).toContain('c -> d -> c');
  });

  it('a cycle of 5,000 is refused whole, with a path short enough to read', () => {
    const size = 5_000;
    const ring = Array.from({ length: size }, (_, at) => needs(`p${at}`, `p${(at + 1) % size}`));
    const shown = planEntries([...ring, needs('healthy')]);
    expect(shown.order).toEqual(['healthy']);
    expect(shown.refused).toHaveLength(size);
    const message = refusalOf(shown, 'p0');
    expect(message).toContain('p0 -> p1 -> ');
    expect(message).toContain('… -> p0.');
    expect(message.length).toBeLessThan(200);
  });

  it('a cycle with a member that is refused anyway still names the cycle to the others', () => {
    const shown = planEntries([
      needs('a', 'b'),
      aPlugin('b', { plugin_archived: true, dependencies: { a: '*' } }),
    ]);
    expect(shown.order).toEqual([]);
    expect(shown.refused).toContain('b: plugin-archived');
    expect(shown.refused).toHaveLength(2);
  });
});

describe('optional dependencies', () => {
  it('a version out of range is noted and not waited for', () => {
    const a = aPlugin('a', { optional_dependencies: { b: '^2.0.0' } });
    const shown = planEntries([a, aPlugin('b')]);
    expect(shown.order).toEqual(['a', 'b']);
    expect(shown.plan.notes).toEqual(['optional: a needs b ^2.0.0, this release has 1.0.0.']);
  });

  it('one in a later phase is noted and not waited for', () => {
    const shown = planEntries([prefers('a', 'b'), aPlugin('b', { phase: 7 })]);
    expect(shown.order).toEqual(['a', 'b']);
    expect(shown.plan.notes[0]).toContain('starts only in phase 7');
  });

  it.each([
    ['with a required edge back', [prefers('a', 'b'), needs('b', 'a')], 'a b'],
    ['with an optional edge back', [prefers('a', 'b'), prefers('b', 'a')], 'a b'],
    ['with itself', [prefers('a', 'a')], 'a'],
  ])(
    'one that closes a cycle %s is dropped with a note, and nobody is refused',
    (_title, entries, order) => {
      const shown = planEntries(entries);
      expect(shown.order.join(' ')).toBe(order);
      expect(shown.refused).toEqual([]);
      expect(shown.plan.notes[0]).toMatch(/^optional: a does not wait for [ab] \(cycle\)$/);
    },
  );

  it('one that is met is listed under follows, a required one under requires', () => {
    const a = aPlugin('a', { dependencies: { b: '*' }, optional_dependencies: { c: '*' } });
    const { plan } = planEntries([a, needs('b'), needs('c')]);
    expect(plan.phases[0]?.plugins.at(-1)).toMatchObject({ requires: ['b'], follows: ['c'] });
  });
});
