// A plugin needs another version of one that is there.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a plugin whose dependency is out of range', {
  entry: { dependencies: { 'plugin-base': '^2.0.0' } },
  ends: 'dependency-version',
  state: 'refused',
  evidence: { dependency: 'plugin-base', range: '^2.0.0', found: '1.0.0' },
});

onePluginIsFaulty('a plugin whose range is none', {
  entry: { dependencies: { 'plugin-base': 'the newest' } },
  ends: 'entry-invalid',
  state: 'refused',
});

onePluginIsFaulty('a plugin whose dependency starts in a later phase', {
  entry: { dependencies: { 'plugin-late': '*' } },
  ends: 'dependency-later-phase',
  state: 'refused',
});
