// The bundle is not JavaScript.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that is cut off in the middle', {
  answers: [{ body: '(function () { var a = ' }],
  ends: 'bundle-syntax',
  stage: 'evaluate',
});
