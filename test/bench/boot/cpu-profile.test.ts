// Whose time a CPU profile is.
import { type CpuProfile, selfTimeMs } from '../../../bench/boot/cpu-profile.ts';

const frame = (functionName: string, url = '') => ({ functionName, url });

const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 5] },
    { id: 2, callFrame: frame('boot', 'https://a/loader.js'), children: [3, 4] },
    { id: 3, callFrame: frame('appendChild') },
    { id: 4, callFrame: frame('plugin', 'https://a/plugin.js'), children: [6] },
    { id: 5, callFrame: frame('(idle)') },
    { id: 6, callFrame: frame('sort') },
  ],
  samples: [2, 3, 4, 6, 5, 2],
  timeDeltas: [0, 1000, 2000, 4000, 8000, 16_000],
};

test('the loader is charged with itself and what the browser does for it, not with plugins or idling', () => {
  expect(selfTimeMs(PROFILE, (url) => url.endsWith('loader.js'))).toBe(3);
  expect(selfTimeMs(PROFILE, (url) => url.endsWith('plugin.js'))).toBe(12);
});
