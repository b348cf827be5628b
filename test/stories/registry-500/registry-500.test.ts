// The registry fails.
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that answers 500 every time', {
  answers: [{ status: 500, body: 'oops' }],
  code: 'registry-status',
  evidence: { status: 500 },
  requests: 3,
});

registryIsFaulty('a registry that is too busy for a minute', {
  answers: [{ status: 503, headers: { 'retry-after': '60' } }],
  code: 'registry-status',
  evidence: { status: 503 },
  requests: 1,
});

registryIsFaulty('a registry address that is wrong', {
  answers: [{ status: 404, body: 'not found' }],
  code: 'registry-status',
  evidence: { status: 404 },
  requests: 1,
});
