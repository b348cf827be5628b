// The bundle comes with a content type that browsers do not run.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that says it is plain text and must not be sniffed', {
  answers: [{ headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } }],
  ends: 'bundle-mime',
  stage: 'evaluate',
  evidence: { contentType: 'text/plain' },
});

onePluginIsFaulty('a bundle that says it is a picture', {
  answers: [{ headers: { 'content-type': 'image/png' } }],
  ends: 'bundle-mime',
  stage: 'evaluate',
  evidence: { contentType: 'image/png' },
});
