// The registry is broken in one way: what the agent gets on a first visit, with a seed, and on a second visit.
import type { ErrorCode } from '../../src/domain/index.ts';
import {
  aManifest,
  aPlugin,
  createTestDesktop,
  type FakeAnswer,
  MANIFEST_URL,
} from '../../src/testing/index.ts';
import { openBrowserPage } from './browser-page.ts';
import { tellBoot } from './tell-boot.ts';
import { visitHealthily } from './visits.ts';

export type RegistryFault = {
  readonly answers: readonly FakeAnswer[];
  readonly code: ErrorCode;
  readonly evidence?: object;
  /** How often the registry is asked. */
  readonly requests: number;
};

const PLUGINS = [
  aPlugin('plugin-base', { format: 'system', dependencies: {} }),
  aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-base': '^1.0.0' } }),
  aPlugin('plugin-plain'),
];
const ALL_UP = [
  'plugin-base: initialised',
  'plugin-user: initialised',
  'plugin-plain: initialised',
];

/** Declares the tests of one fault. */
export function registryIsFaulty(title: string, fault: RegistryFault): void {
  const desktopWithFault = () => {
    const desktop = createTestDesktop();
    desktop.release(PLUGINS);
    desktop.network.answer(MANIFEST_URL, ...fault.answers);
    return desktop;
  };

  describe(title, () => {
    openBrowserPage();

    it('on a first visit: the desktop opens without plugins and says why', async () => {
      const desktop = desktopWithFault();
      const { report, fates } = await tellBoot(desktop);
      expect(fates).toEqual([]);
      expect(report).toMatchObject({ origin: 'none', healthy: false });
      expect(report.failures.map(({ code }) => code)).toEqual([fault.code, 'no-release']);
      expect(report.failures[0]?.details).toMatchObject(fault.evidence ?? {});
      expect(desktop.network.requestsOf(MANIFEST_URL)).toBe(fault.requests);
    });

    it('on a first visit with a seed in the page: the seed is booted', async () => {
      const desktop = desktopWithFault();
      const { report, fates } = await tellBoot(desktop, { seed: aManifest(PLUGINS) });
      expect(fates).toEqual(ALL_UP);
      expect(report.origin).toBe('seed');
      expect(report.failures.map(({ code }) => code)).toEqual([fault.code]);
    });

    it('on a second visit: the release that worked is booted', async () => {
      const desktop = createTestDesktop();
      desktop.release(PLUGINS);
      await visitHealthily(desktop);
      desktop.network.answer(MANIFEST_URL, ...fault.answers);

      const { report, fates } = await tellBoot(desktop, { seed: aManifest([]) });

      expect(fates).toEqual(ALL_UP);
      expect(report.origin).toBe('last-known-good');
      expect(report.failures.map(({ code }) => code)).toEqual([fault.code]);
    });
  });
}
