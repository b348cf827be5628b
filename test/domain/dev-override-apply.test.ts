// What overrides and safe mode make of a release, and what they may never take out of it.
import {
  applyOverrides,
  type DevOverride,
  type ManifestPlugin,
  type OverrideWish,
  parseDevOverrides,
  parseReleaseManifest,
  planLoad,
  type ReleaseManifest,
} from '../../src/domain/index.ts';
import { aManifest, aPlugin } from '../../src/testing/builders.ts';

const release = (...plugins: readonly unknown[]): ReleaseManifest =>
  parseReleaseManifest(aManifest(plugins));

const CRM = aPlugin('plugin-crm', { version: '1.4.0', integrity: 'sha384-x', phase: 2 });
const RECORDER = aPlugin('plugin-recorder', {
  policy: 'mandatory',
  dependencies: { 'plugin-media': '^1.0.0' },
});
const MEDIA = aPlugin('plugin-media', { dependencies: { 'plugin-codec': '*' } });
const CODEC = aPlugin('plugin-codec');

const wishOf = (text: string): readonly DevOverride[] => {
  const overrides = parseDevOverrides(text);
  if (overrides === 'off') throw new Error('off asks for nothing');
  return overrides;
};

function apply(manifest: ReleaseManifest, wish: Partial<OverrideWish>) {
  return applyOverrides(manifest, {
    overrides: [],
    published: new Map(),
    localTag: 'local.1',
    ...wish,
  });
}

const namesOf = ({ plugins }: ReleaseManifest) => plugins.map(({ uniqueName }) => uniqueName);
const codesOf = (errors: readonly { code: string }[]) => errors.map(({ code }) => code);

it('a local build takes the place of the released plugin', () => {
  const { manifest, applied, refused } = apply(release(CRM, CODEC), {
    overrides: wishOf('plugin-crm:3105'),
  });
  expect(manifest.plugins[0]).toMatchObject({
    uniqueName: 'plugin-crm',
    version: '1.4.0+local.1',
    url: 'http://localhost:3105/plugins/plugin-crm.js',
    integrity: undefined,
    phase: 2,
    insteadOf: '1.4.0',
  });
  expect(namesOf(manifest)).toEqual(['plugin-crm', 'plugin-codec']);
  expect(applied).toEqual(['plugin-crm:3105']);
  expect(refused).toEqual([]);
});

it('dependents accept a local build as they accept the version it stands for', () => {
  const dependent = aPlugin('plugin-notes', { dependencies: { 'plugin-crm': '^1.4.0' } });
  const { manifest } = apply(release(CRM, dependent), { overrides: wishOf('plugin-crm') });
  const crm = { ...CRM, integrity: undefined };
  expect(planLoad(manifest).refused).toEqual([]);
  expect(planLoad(release(crm, dependent)).refused).toEqual([]);
});

it('a plugin that no release has yet is added after those that it has', () => {
  const { manifest } = apply(release(CRM), { overrides: wishOf('plugin-new') });
  expect(namesOf(manifest)).toEqual(['plugin-crm', 'plugin-new']);
  expect(manifest.plugins[1]).toMatchObject({ version: '0.0.0+local.1', phase: 3 });
  expect(planLoad(manifest).refused.map(({ plugin }) => plugin)).not.toContain('plugin-new');
});

it('a local build replaces an entry that could not be read', () => {
  const broken = { ...CRM, phase: 'soon' };
  const { manifest } = apply(release(broken), { overrides: wishOf('plugin-crm') });
  expect(manifest.refusedEntries).toEqual([]);
  expect(namesOf(manifest)).toEqual(['plugin-crm']);
});

it('another published version keeps phase and policy of the release', () => {
  const found = { ...only(release(CRM)), version: '1.3.0', phase: 3, policy: 'normal' } as const;
  const released = release({ ...CRM, policy: 'mandatory' });
  const { manifest, applied } = apply(released, {
    overrides: wishOf('plugin-crm@1.3.0'),
    published: new Map([['plugin-crm@1.3.0', found]]),
  });
  expect(only(manifest)).toMatchObject({ version: '1.3.0', phase: 2, policy: 'mandatory' });
  expect(applied).toEqual(['plugin-crm@1.3.0']);
});

it('a version that the registry did not have changes nothing', () => {
  const released = release(CRM);
  const { manifest, applied } = apply(released, { overrides: wishOf('plugin-crm@9.9.9') });
  expect(manifest).toEqual(released);
  expect(applied).toEqual([]);
});

it('a mandatory plugin cannot be left out, by either parameter', () => {
  const released = release(RECORDER, MEDIA, CODEC, CRM);
  for (const wish of [
    { overrides: wishOf('-plugin-recorder') },
    { safeMode: ['plugin-recorder'] },
  ]) {
    const { manifest, applied, refused } = apply(released, wish);
    expect(namesOf(manifest)).toEqual(namesOf(released));
    expect(applied).toEqual([]);
    expect(codesOf(refused)).toEqual(['override-mandatory']);
  }
});

it('neither can what a mandatory plugin needs, however far away', () => {
  const released = release(RECORDER, MEDIA, CODEC, CRM);
  const { manifest, refused } = apply(released, { safeMode: ['plugin-codec', 'plugin-crm'] });
  expect(namesOf(manifest)).toEqual(['plugin-recorder', 'plugin-media', 'plugin-codec']);
  expect(refused.map(({ code, details }) => [code, details['root']])).toEqual([
    ['override-mandatory', 'plugin-recorder'],
  ]);
});

it('safe mode keeps the mandatory plugins running with all they need', () => {
  const { manifest, applied, refused } = apply(release(CRM, RECORDER, MEDIA, CODEC), {
    safeMode: 'off',
  });
  expect(namesOf(manifest)).toEqual(['plugin-recorder', 'plugin-media', 'plugin-codec']);
  expect(planLoad(manifest).refused).toEqual([]);
  expect(applied).toEqual(['-plugin-crm']);
  expect(refused).toEqual([]);
});

it('mandatory plugins that need each other do not go round in circles', () => {
  const a = aPlugin('plugin-a', { policy: 'mandatory', dependencies: { 'plugin-b': '*' } });
  const b = aPlugin('plugin-b', { dependencies: { 'plugin-a': '*' } });
  expect(namesOf(apply(release(a, b), { safeMode: 'off' }).manifest)).toEqual([
    'plugin-a',
    'plugin-b',
  ]);
});

it('leaving out what is not there is told and changes nothing', () => {
  const released = release(CRM);
  const { manifest, applied, refused } = apply(released, { overrides: wishOf('-plugin-nowhere') });
  expect(manifest).toEqual(released);
  expect(applied).toEqual([]);
  expect(codesOf(refused)).toEqual(['override-unknown']);
});

it('the release itself is left as it was', () => {
  const released = release(CRM, CODEC);
  const before = structuredClone(released);
  apply(released, { overrides: wishOf('plugin-crm'), safeMode: 'off' });
  expect(released).toEqual(before);
});

function only({ plugins }: ReleaseManifest): ManifestPlugin {
  const [plugin] = plugins;
  if (!plugin || plugins.length !== 1) throw new Error('not one plugin');
  return plugin;
}
