// The test kit for authors of plugins: boot a plugin with the real loader in Node, with nothing running.
// docs/testing.md tells how to use it.

// What a test of a plugin needs.
export { type BootedPlugin, type BootPluginOptions, bootPlugin } from './boot-plugin.ts';
// What that is made of, for a suite that brings its own page and clock: Plugboard's own.
export { aManifest, aPlugin, aRelease, sidOf, type TestPlugin } from './builders.ts';
export {
  type BundleBehaviour,
  flexBundle,
  type SystemBehaviour,
  systemBundle,
} from './bundle-sources.ts';
export type { FakeFlex, FakeHostParts } from './fake-flex.ts';
export { createFakeHost, type FakeHost } from './fake-flex.ts';
export { createFakeNetwork, type FakeAnswer, type FakeNetwork } from './fake-network.ts';
export { type CodeFault, faults, type NetworkFault } from './faults.ts';
export type { FakeManager } from './flex/manager.ts';
export { type Desktop, type DesktopOptions, openDesktop } from './open-desktop.ts';
export type { PluginCode } from './plugin-code.ts';
export type { PluginOutcome } from './plugin-outcome.ts';
export type { TestClock } from './test-clock.ts';
export { createTestDesktop, MANIFEST_URL, REGISTRY_URL, type TestDesktop } from './test-desktop.ts';
export type { TestRegistry } from './test-registry.ts';
