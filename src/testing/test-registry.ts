// A registry in memory: releases, rollbacks and versions, answered in the wire format of the Plugins API.
import type { PluginVersionResource, ReleaseManifestResource } from '../domain/index.ts';
import { stepBack } from '../registry/releases/step-back.ts';
import type { TestPlugin } from './builders.ts';
import type { FakeAnswer, FakeNetwork } from './fake-network.ts';
import { answersWith, type NetworkFault } from './faults.ts';
import { manifestOf, registryAnswers, repeatRelease, versionResource } from './registry-answers.ts';
import { MANIFEST_URL, REGISTRY_URL } from './test-desktop.ts';

/** The registry of a desktop. Its answers to the loader have the shape of the real registry's. */
export type TestRegistry = {
  /** What `bootstrap()` is given as `registry.url`. */
  readonly url: string;
  /**
   * Publishes the versions that are new and makes exactly these plugins the active release. Throws where a
   * version that is published comes with other code: a version never changes.
   */
  readonly release: (plugins: readonly TestPlugin[]) => ReleaseManifestResource;
  /**
   * Makes an earlier configuration active again, as a new release: the one that the real registry goes back to,
   * so run again it goes further back. Throws without one.
   */
  readonly rollback: () => ReleaseManifestResource;
  /** Every release, the newest, which is the active one, first. */
  readonly releases: readonly ReleaseManifestResource[];
  /** The published versions of a plugin, the newest first. */
  readonly versions: (plugin: string) => readonly PluginVersionResource[];
  /** From now on the registry has this fault; call the result to heal it. */
  readonly injectFault: (fault: NetworkFault) => () => void;
  /** How often a desktop has asked for the active release. */
  readonly requestCount: number;
};

const JSON_TYPE = { 'content-type': 'application/json' };

/** `host` is given each version as it is published. */
export function createTestRegistry(
  network: FakeNetwork,
  host: (plugin: TestPlugin) => void,
): TestRegistry {
  const releases: ReleaseManifestResource[] = [];
  const published = new Map<string, TestPlugin>();
  let fault: NetworkFault | undefined;

  const publish = (plugin: TestPlugin) => {
    const version = `${plugin.unique_name}@${plugin.version}`;
    const former = published.get(version);
    if (former && former.code !== plugin.code)
      throw new Error(`${version} is published already; give other code another version.`);
    published.set(version, plugin);
    if (!former) host(plugin);
  };

  const answerAll = () => {
    const answers = registryAnswers(releases[0], [...published.values()]);
    for (const [url, { status, body }] of Object.entries(answers)) {
      const well: FakeAnswer = { status, body: JSON.stringify(body), headers: JSON_TYPE };
      network.answer(url, ...answersWith(fault, well));
    }
  };

  const activate = (release: ReleaseManifestResource) => {
    releases.unshift(release);
    answerAll();
    return release;
  };

  answerAll();
  return {
    url: REGISTRY_URL,
    release: (plugins) => {
      plugins.forEach(publish);
      return activate(manifestOf(plugins, releases.length + 1));
    },
    rollback: () => {
      const before = stepBack(releases);
      if (!before) throw new Error('There is no release before the active one to roll back to.');
      return activate(repeatRelease(before, releases.length + 1));
    },
    get releases() {
      return [...releases];
    },
    versions: (name) =>
      [...published.values()]
        .filter(({ unique_name }) => unique_name === name)
        .map(versionResource)
        .reverse(),
    injectFault: (injected) => {
      fault = injected;
      answerAll();
      return () => {
        fault = undefined;
        answerAll();
      };
    },
    get requestCount() {
      return network.requestsOf(MANIFEST_URL);
    },
  };
}
