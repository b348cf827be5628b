// What holds for every release there could be.
import * as fc from 'fast-check';
import {
  type LoadPlan,
  type ManifestPlugin,
  parseReleaseManifest,
  planLoad,
  planWithStandIns,
} from '../../src/domain/index.ts';
import { aManifest, sidOf } from '../../src/testing/builders.ts';
import { judge, needsOf, type Verdict } from './slow-oracle.ts';

const VERDICT_OF_CODE: Readonly<Record<string, Verdict>> = {
  'plugin-archived': 'archived',
  'dependency-missing': 'unmet',
  'dependency-version': 'unmet',
  'dependency-later-phase': 'unmet',
  'dependency-cycle': 'cycle',
  'dependency-refused': 'blocked',
};

const name = fc.integer({ min: 0, max: 11 }).map((at) => `p${at}`);
const range = fc.constantFrom('*', '^1.0.0', '^2.0.0', '>=1', '1.x || 3.x', '~2.1.0-beta');
const edges = fc.dictionary(name, range, { maxKeys: 3 });
const plugin: fc.Arbitrary<ManifestPlugin> = fc.record({
  uniqueName: name,
  version: fc.constantFrom('1.0.0', '1.4.2', '2.0.0', '2.1.0-beta.1', '3.0.0', 'odd'),
  url: fc.constant('https://cdn.example/bundle.js'),
  phase: fc.constantFrom(1, 3, 3, 3, 5),
  archived: fc.constantFrom(false, false, false, true),
  format: fc.constant('flex' as const),
  policy: fc.constant('normal' as const),
  dependencies: edges,
  optionalDependencies: edges,
});
const distinct = fc.uniqueArray(plugin, { selector: (it) => it.uniqueName, maxLength: 12 });
const any = fc.array(plugin, { maxLength: 16 });

const releaseOf = (plugins: readonly ManifestPlugin[]) => ({
  accountSid: sidOf('AC', 1),
  releaseSid: sidOf('FK', 1),
  configurationSid: sidOf('FJ', 1),
  dateCreated: '',
  plugins,
  refusedEntries: [],
});
const orderOf = ({ phases }: LoadPlan) => phases.flatMap(({ plugins }) => plugins);

it('every entry is planned or refused, and exactly once', () => {
  fc.assert(
    fc.property(any, (plugins) => {
      const plan = planLoad(releaseOf(plugins));
      const planned = orderOf(plan).map(({ uniqueName }) => uniqueName);
      const refused = plan.refused.map(({ plugin }) => plugin);
      expect([...planned, ...refused].sort()).toEqual(plugins.map((it) => it.uniqueName).sort());
      expect(new Set(planned).size).toBe(planned.length);
    }),
  );
});

it('whatever a plugin requires or follows is planned before it, in no later phase', () => {
  fc.assert(
    fc.property(any, (plugins) => {
      const plan = planLoad(releaseOf(plugins));
      const done = new Map<string, number>();
      for (const { phase, plugins: members } of plan.phases) {
        for (const { uniqueName, requires, follows } of members) {
          for (const before of [...requires, ...follows]) {
            expect(done.get(before) ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(phase);
          }
          done.set(uniqueName, phase);
        }
      }
      const phases = plan.phases.map(({ phase }) => phase);
      expect(phases).toEqual([...new Set(phases)].sort((a, b) => a - b));
    }),
  );
});

it('the plan agrees with a slow reading of the rules', () => {
  fc.assert(
    fc.property(distinct, (plugins) => {
      const plan = planLoad(releaseOf(plugins));
      const found = new Map<string, Verdict | undefined>(
        orderOf(plan).map(({ uniqueName }) => [uniqueName, 'up']),
      );
      for (const { plugin, error } of plan.refused) found.set(plugin, VERDICT_OF_CODE[error.code]);
      expect(found).toEqual(judge(plugins));
    }),
    { numRuns: 500 },
  );
});

it('a cycle is told by a path that can be followed', () => {
  fc.assert(
    fc.property(distinct, (plugins) => {
      const byName = new Map(plugins.map((it) => [it.uniqueName, it]));
      for (const { error } of planLoad(releaseOf(plugins)).refused) {
        if (error.code !== 'dependency-cycle') continue;
        const path = String(error.details['path']).split(' -> ');
        expect(path.length).toBeGreaterThan(1);
        expect(path[0]).toBe(path.at(-1));
        path.slice(1).forEach((to, at) => {
          const from = byName.get(path[at] ?? '');
          expect(from && needsOf(from)).toContain(to);
        });
      }
    }),
  );
});

it('a blocked plugin names a root that was refused for a reason of its own', () => {
  fc.assert(
    fc.property(distinct, (plugins) => {
      const { refused } = planLoad(releaseOf(plugins));
      const codes = new Map(refused.map(({ plugin, error }) => [plugin, error.code]));
      for (const { error } of refused) {
        if (error.code !== 'dependency-refused') continue;
        const { root, rootCode } = error.details;
        expect(codes.get(String(root))).toBe(rootCode);
        expect(rootCode).not.toBe('dependency-refused');
      }
    }),
  );
});

it('list order holds between plugins of one phase that need nothing', () => {
  fc.assert(
    fc.property(distinct, (plugins) => {
      const alone = plugins.map((it) => ({ ...it, dependencies: {}, optionalDependencies: {} }));
      const planned = orderOf(planLoad(releaseOf(alone))).map(({ uniqueName }) => uniqueName);
      const listed = alone
        .filter(({ archived }) => !archived)
        .map(({ uniqueName, phase }) => ({ uniqueName, phase }))
        .sort((a, b) => a.phase - b.phase);
      expect(planned).toEqual(listed.map(({ uniqueName }) => uniqueName));
    }),
  );
});

it('standing in never costs a plugin that the release alone would have brought up', () => {
  fc.assert(
    fc.property(distinct, distinct, (plugins, former) => {
      const alone = planLoad(releaseOf(plugins));
      const helped = planWithStandIns(releaseOf(plugins), releaseOf(former), {});
      expect(helped.refused.length).toBeLessThanOrEqual(alone.refused.length);
    }),
  );
});

it('anything at all that came as JSON is parsed and planned, or said to be no manifest', () => {
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        unique_name: fc.oneof(name, fc.jsonValue()),
        version: fc.oneof(fc.constant('1.0.0'), fc.jsonValue()),
        plugin_url: fc.oneof(fc.webUrl(), fc.jsonValue()),
        phase: fc.oneof(fc.nat(), fc.jsonValue()),
        dependencies: fc.oneof(edges, fc.jsonValue()),
        optional_dependencies: fc.jsonValue(),
        engines: fc.jsonValue(),
        integrity: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const manifest = parseReleaseManifest(aManifest(entries));
      const plan = planLoad(manifest, { engines: { react: '17.0.2' }, isUrlAllowed: () => true });
      expect(orderOf(plan).length + plan.refused.length).toBe(entries.length);
    }),
    { numRuns: 300 },
  );
});
