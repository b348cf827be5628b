// init() throws before it returns.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('an init that throws at once', {
  behaviour: { construct: 'this.init = () => { throw new TypeError("no task"); };' },
  ends: 'init-threw',
  stage: 'init',
  evidence: { reason: 'no task' },
  runs: ['evaluate'],
});

onePluginIsFaulty('an init that throws something without words', {
  behaviour: { construct: 'this.init = () => { throw Object.create(null); };' },
  ends: 'init-threw',
  stage: 'init',
  runs: ['evaluate'],
});
