// The CDN sends no CORS headers, as Flex UI itself accepts it.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle without integrity from a host without CORS headers', {
  answers: [{ cors: false }],
  ends: 'initialised',
});

onePluginIsFaulty('a bundle with integrity that nobody can check there', {
  integrity: 'right',
  answers: [{ cors: false }],
  ends: 'integrity-unverifiable',
  stage: 'download',
});
