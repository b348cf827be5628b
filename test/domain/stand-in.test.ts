// When the last-known-good version of a plugin takes the place of one that cannot be had.
import {
  findStandIn,
  type PlanContext,
  parseReleaseManifest,
  planLoad,
  planWithStandIns,
} from '../../src/domain/index.ts';
import { aManifest, aPlugin } from '../../src/testing/builders.ts';

type Entry = ReturnType<typeof aPlugin>;
const parse = (...entries: unknown[]) => parseReleaseManifest(aManifest(entries));
const v1 = (name: string, given: Partial<Entry> = {}) =>
  aPlugin(name, { dependencies: {}, ...given });
const v2 = (name: string, given: Partial<Entry> = {}) => v1(name, { version: '2.0.0', ...given });

describe('instead of a version that is refused', () => {
  const shown = (release: unknown[], former: unknown[], context: PlanContext = {}) => {
    const plan = planWithStandIns(parse(...release), parse(...former), context);
    return {
      up: plan.phases.flatMap(({ plugins }) =>
        plugins.map(
          (it) => `${it.uniqueName}@${it.version}${it.insteadOf ? ` for ${it.insteadOf}` : ''}`,
        ),
      ),
      refused: plan.refused.map(({ plugin, error }) => `${plugin}: ${error.code}`),
    };
  };
  const { plugin_url: _, ...withoutUrl } = v2('a');

  it.each([
    ['archived', v2('a', { plugin_version_archived: true }), {}, 'a@1.0.0 for 2.0.0'],
    ['of malformed integrity', v2('a', { integrity: 'sha1' }), {}, 'a@1.0.0 for 2.0.0'],
    ['quarantined', v2('a'), { quarantined: new Set(['a@2.0.0']) }, 'a@1.0.0 for 2.0.0'],
    ['short of a dependency', v2('a', { dependencies: { x: '*' } }), {}, 'a@1.0.0 for 2.0.0'],
    ['unusable as an entry', withoutUrl, {}, 'a@1.0.0 for an unusable entry'],
  ])('that is %s', (_title, entry, context, up) => {
    expect(shown([entry, v1('b')], [v1('a')], context).up.sort()).toEqual([up, 'b@1.0.0']);
  });

  it('dependents are saved with it', () => {
    const release = [v1('c', { dependencies: { a: '>=1' } }), v2('a', { plugin_archived: true })];
    expect(shown(release, [v1('a')])).toEqual({
      up: ['a@1.0.0 for 2.0.0', 'c@1.0.0'],
      refused: [],
    });
  });

  it('a dependent that needs the new version is refused with both versions', () => {
    const release = [
      v1('c', { dependencies: { a: '^2.0.0' } }),
      v2('a', { plugin_version_archived: true }),
    ];
    expect(shown(release, [v1('a')])).toEqual({
      up: ['a@1.0.0 for 2.0.0'],
      refused: ['c: dependency-version'],
    });
  });

  it('not where the former version is the same, or is refused too', () => {
    const archived = v2('a', { plugin_archived: true });
    expect(shown([archived], [v2('a')]).refused).toEqual(['a: plugin-archived']);
    const context = { quarantined: new Set(['a@1.0.0']) };
    expect(shown([archived], [v1('a')], context).refused).toEqual(['a: plugin-archived']);
  });

  it('nothing stands in for what is not refused, nor joins what was taken out of the release', () => {
    expect(shown([v2('a')], [v1('a'), v1('gone')])).toEqual({ up: ['a@2.0.0'], refused: [] });
  });

  it('a duplicate of a plugin that is up is no reason to go back', () => {
    expect(shown([v2('a'), v2('a')], [v1('a')])).toEqual({
      up: ['a@2.0.0'],
      refused: ['a: plugin-duplicate'],
    });
  });

  it('a release without a former one is planned as it is', () => {
    const plan = planWithStandIns(parse(v2('a', { plugin_archived: true })), undefined, {});
    expect(plan.phases).toEqual([]);
  });
});

describe('instead of a version that cannot be downloaded', () => {
  const standIn = (release: Entry[], former: Entry[], context: PlanContext = {}) => {
    const plan = planLoad(parse(...release), context);
    const planned = plan.phases.flatMap(({ plugins }) => plugins);
    const lost = planned.find(({ uniqueName }) => uniqueName === 'a');
    if (!lost) throw new Error('a is not planned');
    return findStandIn(plan, lost, parse(...former), context);
  };

  it('the former version takes its place, its phase and its name', () => {
    const found = standIn([v2('a', { phase: 5 })], [v1('a', { phase: 1 })]);
    expect(found).toMatchObject({ version: '1.0.0', insteadOf: '2.0.0', phase: 5, requires: [] });
  });

  it('its own dependencies must be up before it, in range', () => {
    const former = v1('a', { dependencies: { b: '^1.0.0' } });
    expect(standIn([v2('a'), v1('b')], [former])).toBeUndefined();
    expect(standIn([v1('b'), v2('a')], [former])?.requires).toEqual(['b']);
    expect(standIn([v2('b'), v2('a')], [former])).toBeUndefined();
    expect(standIn([v2('a')], [former])).toBeUndefined();
  });

  it.each([
    ['no former release has it', [v2('a')], [v1('b')], {}],
    ['the former version is the same', [v2('a')], [v2('a')], {}],
    [
      'a dependent needs the new version',
      [v2('a'), v1('c', { dependencies: { a: '^2' } })],
      [v1('a')],
      {},
    ],
    [
      'the former version is quarantined',
      [v2('a')],
      [v1('a')],
      { quarantined: new Set(['a@1.0.0']) },
    ],
    [
      'the former address is no longer allowed',
      [v2('a')],
      [v1('a')],
      { isUrlAllowed: (url: string) => url.includes('2.0.0') },
    ],
  ])('not when %s', (_title, release, former, context) => {
    expect(standIn(release, former, context)).toBeUndefined();
  });
});
