// The CDN takes the request and never answers.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that never comes', {
  answers: [{ hang: true }],
  ends: 'bundle-timeout',
  stage: 'download',
  evidence: { timeoutMs: 4_000 },
});
