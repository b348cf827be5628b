// The registry does not know the agent.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that answers 401', {
  answers: [{ status: 401, body: 'secret' }],
  code: 'registry-refused',
  evidence: { status: 401 },
  requests: 1,
});

registryIsFaulty('a registry that answers 403', {
  answers: [{ status: 403 }],
  code: 'registry-refused',
  evidence: { status: 403 },
  requests: 1,
});
