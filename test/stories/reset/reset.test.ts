// The connection to the CDN breaks.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle whose connection is reset every time', {
  answers: [{ reset: true }],
  ends: 'bundle-unreachable',
  stage: 'download',
});

onePluginIsFaulty('a bundle whose connection is reset once', {
  answers: [{ reset: true }, {}],
  ends: 'initialised',
});

onePluginIsFaulty('a bundle with integrity whose connection is reset twice', {
  integrity: 'right',
  answers: [{ reset: true }, { reset: true }, {}],
  ends: 'initialised',
});
