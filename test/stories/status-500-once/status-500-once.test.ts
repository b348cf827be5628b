// The CDN stumbles once.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that is answered with 500 once', {
  answers: [{ status: 500 }, {}],
  ends: 'initialised',
});
