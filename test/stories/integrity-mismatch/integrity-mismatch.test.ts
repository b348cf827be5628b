// The bytes are not those that were published.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that was changed on its host', {
  integrity: 'wrong',
  ends: 'integrity-mismatch',
  stage: 'download',
});
