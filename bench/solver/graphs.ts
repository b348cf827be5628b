// Releases of any size in the shapes that hurt a solver: none, chains, layers with diamonds, a star, one cycle.
import type { ManifestPlugin, ReleaseManifest } from '../../src/domain/index.ts';

export type Shape =
  | 'independent'
  | 'one chain'
  | 'layers with diamonds'
  | 'star'
  | 'one cycle'
  | 'random';

export const SHAPES: readonly Shape[] = [
  'independent',
  'one chain',
  'layers with diamonds',
  'star',
  'one cycle',
  'random',
];

/** Which plugins plugin number `index` of `count` needs. */
const NEEDS: Readonly<Record<Shape, (index: number, count: number) => readonly number[]>> = {
  independent: () => [],
  'one chain': (index) => (index > 0 ? [index - 1] : []),
  'layers with diamonds': (index) =>
    index < 10 ? [] : [index - 10, index - 9, index - 8].filter((it) => it < index - (index % 10)),
  star: (index) => (index > 0 ? [0] : []),
  'one cycle': (index, count) => [(index + 1) % count],
  random: (index) =>
    index === 0
      ? []
      : [spread(index) % index, spread(index + 7) % index, spread(index + 13) % index],
};

/** The plugins stand in the list back to front, so that no order comes for free. */
export function releaseOf(shape: Shape, count: number): ReleaseManifest {
  const plugins = Array.from({ length: count }, (_, index): ManifestPlugin => {
    const needs = NEEDS[shape](index, count).map((it) => [nameOf(it), RANGES[it % RANGES.length]]);
    return {
      uniqueName: nameOf(index),
      version: `1.${spread(index) % 20}.${index % 10}`,
      url: `https://cdn.example/${index}/bundle.js`,
      phase: 3,
      archived: false,
      format: 'flex',
      policy: 'normal',
      dependencies: Object.fromEntries(needs) as Record<string, string>,
    };
  });
  return {
    accountSid: '',
    releaseSid: '',
    configurationSid: '',
    dateCreated: '',
    plugins: plugins.reverse(),
    refusedEntries: [],
  };
}

const RANGES = ['^1.0.0', '1.x', '>=1.0.0 <2', '~1 || ^1.2', '*'];

function nameOf(index: number): string {
  return `plugin-${index}`;
}

/** Numbers that look random and are the same in every run. */
function spread(index: number): number {
  return Math.imul(index ^ 0x9e3779b9, 0x85ebca6b) >>> 8;
}
