// The heart of the guarantee: one plugin of a release is broken, wherever it stands, and all the others are up.
import type { BootReport, ErrorCode, ManifestPluginResource } from '../../src/domain/index.ts';
import {
  aPlugin,
  type BundleBehaviour,
  createTestDesktop,
  type FakeAnswer,
  flexBundle,
  systemBundle,
} from '../../src/testing/index.ts';
import { journal, openBrowserPage } from './browser-page.ts';
import { integrityOf } from './integrity-of.ts';
import { tellBoot } from './tell-boot.ts';

type Entry = Partial<ManifestPluginResource>;

export type PluginFault = {
  /** What is odd about its manifest entry. */
  readonly entry?: Entry;
  /** What its host answers, request by request. */
  readonly answers?: readonly FakeAnswer[];
  /** The hash in its manifest entry: that of the bundle when it works, or that of another file. */
  readonly integrity?: 'right' | 'wrong';
  /** What its code does; tried in both bundle formats. */
  readonly behaviour?: BundleBehaviour;
  /** The code in the report, or `initialised` for a fault that heals. */
  readonly ends: ErrorCode | 'initialised';
  readonly state?: 'failed' | 'refused';
  readonly stage?: 'download' | 'evaluate' | 'init';
  /** Part of the failure's details. */
  readonly evidence?: object;
  /** Steps of the faulty plugin that may have run: none unless told. */
  readonly runs?: readonly string[];
  readonly tookAtLeastMs?: number;
  readonly tookAtMostMs?: number;
};

const FAULTY = 'plugin-faulty';
const POSITIONS = { first: 0, middle: 3, last: 6 } as const;

/** Declares the tests of one fault: at each position, in each format. */
export function onePluginIsFaulty(title: string, fault: PluginFault): void {
  const formats = fault.behaviour ? (['flex', 'system'] as const) : (['flex'] as const);
  describe(`${title} costs no other plugin`, () => {
    openBrowserPage();
    for (const [position, index] of Object.entries(POSITIONS)) {
      it.each(formats)(`${position} in the list (%s)`, async (format) => {
        await tellFault(fault, index, format);
      });
    }
  });
}

async function tellFault(fault: PluginFault, index: number, format: 'flex' | 'system') {
  const body = (format === 'flex' ? flexBundle : systemBundle)(FAULTY, fault.behaviour);
  const hashed = fault.integrity === 'wrong' ? `${body} ` : body;
  const faulty = aPlugin(FAULTY, {
    format,
    ...(fault.integrity && { integrity: integrityOf(hashed) }),
    ...fault.entry,
  });
  const others = neighbours();
  const plugins = [...others.slice(0, index), faulty, ...others.slice(index)];
  const desktop = createTestDesktop();
  desktop.release(plugins);
  desktop.serve(faulty, ...(fault.answers ?? [{}]).map((answer) => ({ body, ...answer })));

  const { report, fates, tookMs } = await tellBoot(desktop);

  const expected = plugins.map(({ unique_name: name }) =>
    name === FAULTY ? `${name}: ${fault.ends}` : `${name}: initialised`,
  );
  expect([...fates].sort()).toEqual(expected.sort());
  for (const { plugin_url } of others) expect(desktop.network.requestsOf(plugin_url)).toBe(1);
  expect(tookMs).toBeGreaterThanOrEqual(fault.tookAtLeastMs ?? 0);
  expect(tookMs).toBeLessThanOrEqual(fault.tookAtMostMs ?? 8_010);
  expectOutcome(report, fault);
}

function expectOutcome(report: BootReport, { ends, state, stage, evidence, runs }: PluginFault) {
  const outcome = report.outcomes.find(({ plugin }) => plugin === FAULTY);
  const isUp = ends === 'initialised';
  expect(outcome?.state).toBe(isUp ? ends : (state ?? 'failed'));
  if (stage) expect(outcome?.stage).toBe(stage);
  if (evidence) expect(outcome?.failure?.details).toMatchObject(evidence);
  expect(report.healthy).toBe(isUp);
  const steps = journal().filter((line) => line.endsWith(` ${FAULTY}`));
  const allowed = runs ?? (isUp ? ['evaluate', 'init', 'ready'] : []);
  expect(steps).toEqual(allowed.map((step) => `${step} ${FAULTY}`));
}

/** Six healthy plugins of every kind: both formats, with and without metadata, in three phases. */
function neighbours(): ManifestPluginResource[] {
  return [
    aPlugin('plugin-plain'),
    aPlugin('plugin-base', { format: 'system', dependencies: {} }),
    aPlugin('plugin-early', { phase: 1 }),
    aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-base': '^1.0.0' } }),
    aPlugin('plugin-late', { phase: 4 }),
    aPlugin('plugin-plain-too'),
  ];
}
