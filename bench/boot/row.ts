// One row of the boot benchmark: what is booted, over what.
import { NETWORK_TITLES, type NetworkName } from '../network/networks.ts';
import type { Protocol } from '../origin/origin-server.ts';
import { GRAPH_TITLES, type GraphName } from './graphs.ts';

export type Row = {
  readonly count: number;
  readonly graph: GraphName;
  readonly network: NetworkName;
  readonly protocol: Protocol;
};

/** `down` is a second visit with the registry down; `hot` is a third visit, with V8's code cache. */
export type VisitName = 'cold' | 'warm' | 'hot' | 'down';

export const VISITS: readonly VisitName[] = ['cold', 'warm', 'hot', 'down'];

export const VISIT_TITLES: Readonly<Record<VisitName, string>> = {
  cold: 'first visit',
  warm: 'second visit',
  hot: 'third visit',
  down: 'second visit, registry down',
};

const PROTOCOL_TITLES: Readonly<Record<Protocol, string>> = { h1: 'HTTP/1.1', h2: 'HTTP/2' };

export function rowTitle({ count, graph, network, protocol }: Row): string {
  const where = `${PROTOCOL_TITLES[protocol]}, ${NETWORK_TITLES[network]}`;
  return `${count} plugins, ${GRAPH_TITLES[graph]}; ${where}`;
}

/** The arguments of `npm run bench --` that measure this row again. */
export function rowArguments({ count, graph, network, protocol }: Row): string {
  return `--only boot --n ${count} --dag ${graph} --network ${network} --protocol ${protocol}`;
}
