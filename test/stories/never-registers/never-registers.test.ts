// The bundle runs and hands over no plugin.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a classic bundle that registers nothing', {
  answers: [{ body: 'globalThis.nothing = 1;' }],
  ends: 'plugin-not-registered',
  stage: 'evaluate',
});

onePluginIsFaulty('a System.register bundle that registers nothing', {
  entry: { format: 'system' },
  answers: [{ body: 'globalThis.nothing = 1;' }],
  ends: 'plugin-not-registered',
  stage: 'evaluate',
});

onePluginIsFaulty('an empty bundle', {
  answers: [{ body: '' }],
  ends: 'plugin-not-registered',
  stage: 'evaluate',
});

onePluginIsFaulty('a bundle that registers only after it has run', {
  answers: [{ body: 'setTimeout(() => Twilio.Flex.Plugins.init(class { init() {} }), 20);' }],
  ends: 'plugin-not-registered',
  stage: 'evaluate',
});
