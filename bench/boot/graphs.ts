// The shapes of dependencies that releases are booted in.

export type GraphName = 'none' | 'chains' | 'layered';

export const GRAPH_TITLES: Readonly<Record<GraphName, string>> = {
  none: 'no dependencies',
  chains: 'chains of five',
  layered: 'five layers with diamonds',
};

const CHAIN = 5;
const LAYERS = 5;

/** Which plugins plugin number `index` of `count` needs: only such with lower numbers. */
export const GRAPHS: Readonly<
  Record<GraphName, (index: number, count: number) => readonly number[]>
> = {
  none: () => [],
  chains: (index) => (index % CHAIN === 0 ? [] : [index - 1]),
  layered: (index, count) => {
    const width = Math.max(2, Math.ceil(count / LAYERS));
    const layer = Math.floor(index / width);
    if (layer === 0) return [];
    const place = index % width;
    // Two neighbours share one of their two needs, which makes the diamonds.
    const below = [place, (place + 1) % width].sort((a, b) => a - b);
    return below.map((it) => (layer - 1) * width + it);
  },
};
