// init() never comes to an end.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('an init that never settles', {
  behaviour: { init: 'await new Promise(() => {});' },
  ends: 'init-timeout',
  stage: 'init',
  evidence: { timeoutMs: 4_000 },
  runs: ['evaluate', 'init'],
});
