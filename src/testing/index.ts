// The test kit for authors of plugins: boot a plugin with the real loader in Node, with nothing running.
export { type BootedPlugin, type BootPluginOptions, bootPlugin } from './boot-plugin.ts';
export { aManifest, aPlugin, sidOf, type TestPlugin } from './builders.ts';
export {
  type BundleBehaviour,
  flexBundle,
  type SystemBehaviour,
  systemBundle,
} from './bundle-sources.ts';
export {
  createFakeHost,
  type FakeFlex,
  type FakeHost,
  type FakeHostParts,
} from './fake-flex.ts';
export { createFakeNetwork, type FakeAnswer, type FakeNetwork } from './fake-network.ts';
export { type CodeFault, faults, type NetworkFault } from './faults.ts';
export {
  type Desktop,
  type DesktopOptions,
  openDesktop,
  type PluginOutcome,
} from './open-desktop.ts';
export type { PluginClass, PluginCode } from './plugin-code.ts';
export type { TestClock } from './test-clock.ts';
export { createTestDesktop, MANIFEST_URL, REGISTRY_URL, type TestDesktop } from './test-desktop.ts';
export type { TestRegistry } from './test-registry.ts';
