// The connection to the registry breaks.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry whose connection is reset every time', {
  answers: [{ reset: true }],
  code: 'registry-unreachable',
  requests: 3,
});
