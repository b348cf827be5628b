// A plugin needs one that the release does not have.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a plugin whose dependency is missing', {
  entry: { dependencies: { 'plugin-absent': '^1.0.0' } },
  ends: 'dependency-missing',
  state: 'refused',
  evidence: { dependency: 'plugin-absent', range: '^1.0.0' },
});
