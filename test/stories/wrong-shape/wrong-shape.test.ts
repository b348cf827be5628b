// The bundle hands over something that is no plugin.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle that registers text', {
  answers: [{ body: 'Twilio.Flex.Plugins.init("plugin");' }],
  ends: 'plugin-shape',
  stage: 'evaluate',
});

onePluginIsFaulty('a class without init', {
  answers: [{ body: 'Twilio.Flex.Plugins.init(class {});' }],
  ends: 'plugin-shape',
  stage: 'init',
});

onePluginIsFaulty('a System.register bundle without default export', {
  entry: { format: 'system' },
  answers: [{ body: 'System.register([], () => ({ execute() {} }));' }],
  ends: 'plugin-shape',
  stage: 'evaluate',
});

onePluginIsFaulty('a System.register call that makes no sense', {
  entry: { format: 'system' },
  answers: [{ body: 'System.register([], 7);' }],
  ends: 'bundle-threw',
  stage: 'evaluate',
});
