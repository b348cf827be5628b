// The page's side of a light desktop: a Flex namespace without Flex UI, and the built loader's bootstrap() on it.
import type { BootReport } from '../../../src/domain/index.ts';
import type { BootEvent, BootstrapOptions, bootstrap } from '../../../src/loader/index.ts';
import type { PlugboardGlobal } from '../../../src/loader/publish-report.ts';
import { createFakeHost } from '../../../src/testing/fake-flex.ts';

/** What can be told from a test to the page: functions and live objects stay behind. */
export type LightOptions = Omit<
  BootstrapOptions,
  'flex' | 'manager' | 'onEvent' | 'fetch' | 'random'
>;

export type LightBoot = { readonly report: BootReport; readonly tookMs: number };

export type LightDesktop = {
  boot(options: LightOptions): Promise<LightBoot>;
  /** What bundles have noted by now: `evaluate plugin-x`, `init plugin-x`, `ready plugin-x`. */
  journal(): string[];
  events(): BootEvent[];
  /** Drops what the page has noted of earlier boots. */
  forget(): void;
  /** How many plugin classes reached Flex's own Plugins.init. */
  strays(): number;
};

declare global {
  var light: LightDesktop;
  var journal: string[] | undefined;
  var plugboard: PlugboardGlobal;
  var Plugboard: { readonly bootstrap: typeof bootstrap };
}

const { flex, manager, strayPlugins } = createFakeHost();
const events: BootEvent[] = [];

Object.assign(globalThis, { Twilio: { Flex: flex } });
globalThis.light = {
  boot: async (options) => {
    const start = performance.now();
    const report = await Plugboard.bootstrap({
      ...options,
      flex,
      manager,
      onEvent: (event) => events.push(event),
    });
    return { report, tookMs: performance.now() - start };
  },
  journal: () => [...(globalThis.journal ?? [])],
  events: () => events,
  forget: () => {
    events.length = 0;
    globalThis.journal = [];
  },
  strays: () => strayPlugins.length,
};
