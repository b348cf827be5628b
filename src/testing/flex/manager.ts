// The Flex Manager as far as a plugin gets with it without Twilio's SDKs.
import { Emitter } from './emitter.ts';
import { createStore, type FakeStore } from './store.ts';

/** Anything of Flex's Manager that does not stand here is undefined, unless the test gave it. */
export type FakeManager = {
  /** Texts of the desktop by name; empty until somebody sets one. */
  readonly strings: Record<string, unknown>;
  readonly store: FakeStore;
  readonly user: {
    readonly identity: string;
    readonly roles: readonly string[];
    readonly [key: string]: unknown;
  };
  readonly events: Emitter;
  readonly configuration: Record<string, unknown>;
  readonly serviceConfiguration: Record<string, unknown>;
  readonly workerClient: Record<string, unknown>;
  updateConfig(...changes: readonly Record<string, unknown>[]): void;
  readonly [part: string]: unknown;
};

/** `given` replaces and adds parts; of `user` only what it names: `{ user: { identity: 'ada' } }`. */
export function createManager(given: Readonly<Record<string, unknown>> = {}): FakeManager {
  const configuration: Record<string, unknown> = {};
  const worker = {
    sid: 'WK00000000000000000000000000000001',
    name: 'agent',
    attributes: { full_name: 'Agent', contact_uri: 'client:agent' },
    activity: { name: 'Available', available: true },
  };
  return {
    strings: {},
    store: createStore({ flex: { session: {}, worker: { worker }, view: {}, config: {} } }),
    events: new Emitter(),
    configuration,
    serviceConfiguration: {
      account_sid: 'AC00000000000000000000000000000001',
      attributes: {},
      ui_attributes: {},
    },
    workerClient: worker,
    updateConfig: (...changes) => changes.forEach((change) => mergeInto(configuration, change)),
    ...given,
    user: { identity: 'agent', roles: ['agent'], ...Object(given['user']) },
  };
}

function mergeInto(target: Record<string, unknown>, change: Readonly<Record<string, unknown>>) {
  for (const [key, value] of Object.entries(change)) {
    const former = target[key];
    if (isPlain(former) && isPlain(value)) mergeInto(former, value);
    else target[key] = value;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
