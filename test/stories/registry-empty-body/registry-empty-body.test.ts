// The registry answers nothing at all.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that answers with an empty body', {
  answers: [{ body: '' }],
  code: 'registry-not-json',
  requests: 1,
});

registryIsFaulty('a registry that answers 204', {
  answers: [{ status: 204, body: '' }],
  code: 'registry-not-json',
  requests: 1,
});
