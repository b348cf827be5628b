// The bundle throws while it is evaluated.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that throws at its top level', {
  behaviour: { top: 'throw new Error("no such widget");' },
  ends: 'bundle-threw',
  stage: 'evaluate',
  evidence: { reason: 'no such widget' },
  runs: ['evaluate'],
});

onePluginIsFaulty('a bundle that throws something without words', {
  behaviour: { top: 'throw Object.create(null);' },
  ends: 'bundle-threw',
  stage: 'evaluate',
  runs: ['evaluate'],
});
