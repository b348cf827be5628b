// The registry begins to answer and never ends.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry whose answer never ends', {
  answers: [{ drip: true, body: '{' }],
  code: 'registry-timeout',
  requests: 2,
});
