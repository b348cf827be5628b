// The CDN sends the first byte and then almost nothing.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that never ends', {
  answers: [{ drip: true }],
  ends: 'bundle-timeout',
  stage: 'download',
});

onePluginIsFaulty('a bundle that comes after its time was over', {
  answers: [{ delayMs: 6_000 }],
  ends: 'bundle-timeout',
  stage: 'download',
});
