// A release of eight small plugins in four layers, with diamonds, as every contender of the benchmark gets it.
import type { Work } from '../../../bench/boot/contender.ts';

const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  'plugin-base': [],
  'plugin-theme': [],
  'plugin-left': ['plugin-base'],
  'plugin-right': ['plugin-base', 'plugin-theme'],
  'plugin-1': ['plugin-left', 'plugin-right'],
  // Its name begins with that of another plugin.
  'plugin-10': ['plugin-right'],
  'plugin-top': ['plugin-1', 'plugin-10', 'plugin-base'],
  'plugin-alone': [],
};

export const diamondWork: Work = Object.entries(DEPENDENCIES).map(
  ([name, dependencies], index) => ({
    name,
    version: `1.${index}.0`,
    dependencies,
    code: `var sum=${index};for(let i=0;i<100;i++)sum+=i; // ends as a comment`,
  }),
);
