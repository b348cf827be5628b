// A registry as `plugboard serve` runs it, in a process of its own.
import {
  type Credentials,
  type RegistryOptions,
  type RunningRegistry,
  startRegistry,
} from '../../../src/registry/index.ts';
import { offer } from './calls.ts';
import { aboutSelf } from './self.ts';

let registry: RunningRegistry | undefined;

const offers = {
  ...aboutSelf,
  start: async (options: RegistryOptions): Promise<{ url: string; credentials: Credentials }> => {
    registry = await startRegistry(options);
    return { url: registry.url, credentials: registry.credentials };
  },
  close: () => registry?.close(),
};

export type RegistryOffers = typeof offers;

offer(offers);
