// The plugin cannot be constructed.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a constructor that throws', {
  behaviour: { construct: 'throw new Error("no store");' },
  ends: 'constructor-threw',
  stage: 'init',
  evidence: { reason: 'no store' },
  runs: ['evaluate'],
});
