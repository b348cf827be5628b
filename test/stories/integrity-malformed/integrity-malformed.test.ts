// The integrity value is one that a browser would ignore.
import { onePluginIsFaulty } from '../one-faulty-plugin.ts';

onePluginIsFaulty('a bundle whose hash is written in hexadecimal', {
  entry: { integrity: `sha384-${'0a'.repeat(48)}` },
  ends: 'integrity-malformed',
  state: 'refused',
});

onePluginIsFaulty('a bundle whose integrity is empty', {
  entry: { integrity: '' },
  ends: 'integrity-malformed',
  state: 'refused',
});
