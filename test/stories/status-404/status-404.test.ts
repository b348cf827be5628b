// The CDN does not have the bundle.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that is answered with 404', {
  answers: [{ status: 404 }],
  ends: 'bundle-status',
  stage: 'download',
  evidence: { status: 404 },
});
