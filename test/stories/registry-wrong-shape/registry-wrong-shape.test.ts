// The registry answers JSON that is no release.

import { aManifest } from '../../../src/testing/index.ts';
import { registryIsFaulty } from '../faulty-registry.ts';

registryIsFaulty('a registry that answers with a list', {
  answers: [{ body: '[]' }],
  code: 'manifest-shape',
  evidence: { field: 'the document' },
  requests: 1,
});

registryIsFaulty('a registry that answers with null', {
  answers: [{ body: 'null' }],
  code: 'manifest-shape',
  requests: 1,
});

registryIsFaulty('a registry whose release has no plugins field', {
  answers: [{ body: JSON.stringify({ ...aManifest([]), plugins: undefined }) }],
  code: 'manifest-shape',
  evidence: { field: 'plugins' },
  requests: 1,
});
