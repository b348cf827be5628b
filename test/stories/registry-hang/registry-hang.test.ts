// The registry takes the request and never answers.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that never answers', {
  answers: [{ hang: true }],
  code: 'registry-timeout',
  evidence: { timeoutMs: 3_000 },
  requests: 2,
});
