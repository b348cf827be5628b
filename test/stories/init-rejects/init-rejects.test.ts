// init() rejects after a while.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('an init that rejects', {
  behaviour: {
    init: 'await new Promise((go) => setTimeout(go, 50)); throw new Error("no session");',
  },
  ends: 'init-threw',
  stage: 'init',
  evidence: { reason: 'no session' },
  runs: ['evaluate', 'init'],
});
