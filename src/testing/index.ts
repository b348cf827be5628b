// The test kit: for authors of plugins, and for Plugboard's own tests.
export { aManifest, aPlugin, sidOf } from './builders.ts';
export {
  type BundleBehaviour,
  flexBundle,
  type SystemBehaviour,
  systemBundle,
} from './bundle-sources.ts';
export { createFakeHost, type FakeFlex, type FakeHost } from './fake-flex.ts';
export { createFakeNetwork, type FakeAnswer, type FakeNetwork } from './fake-network.ts';
export { createTestDesktop, MANIFEST_URL, REGISTRY_URL, type TestDesktop } from './test-desktop.ts';
