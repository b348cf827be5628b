// Puts the same load on the registry and on the bare server, turn by turn, and compares each pair of turns.
import { median, quantile } from '../statistics.ts';
import type { BareOffers } from './processes/bare.ts';
import type { Child } from './processes/child.ts';
import type { LoadOffers, LoadResult } from './processes/load.ts';
import type { AboutSelf } from './processes/self.ts';
import type { RegistryUnderLoad } from './registry-under-load.ts';
import { onTheWire, recordAnswer, type WireRequest } from './wire-request.ts';

export type Turns = {
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
};

/** A ratio of the registry to the bare server: its median over the rounds, and the middle half of them. */
export type Ratio = { readonly median: number; readonly low: number; readonly high: number };

export type ServerFigures = {
  readonly requestsPerSecond: number;
  readonly megabytesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Microseconds of processor time for each request. */
  readonly cpuMicros: number;
};

export type Row = {
  readonly name: string;
  readonly registry: ServerFigures;
  readonly bare: ServerFigures;
  /** Requests per second, registry to bare. */
  readonly speed: Ratio;
  /** Processor time for a request, bare to registry: says the same, and no other program disturbs it much. */
  readonly cpu: Ratio;
  /** Largest share of its time in which the load generator was computing. */
  readonly loadBusy: number;
};

export type Arena = {
  readonly registry: RegistryUnderLoad;
  readonly bare: Child<BareOffers>;
  readonly load: Child<LoadOffers>;
};

type Turn = LoadResult & { readonly requestsPerSecond: number; readonly cpuMicros: number };

/** Two turns under the same load, one right after the other. */
export type Pair = { readonly registry: Turn; readonly bare: Turn };

export async function compare(
  { registry, bare, load }: Arena,
  request: WireRequest,
  turns: Turns,
): Promise<Pair[]> {
  // Twice, because what is asked for the first time is not in memory yet.
  await recordAnswer(request);
  const answer = await recordAnswer(request);
  await bare.call.answerWith(answer);
  const barePort = await bare.call.port();
  const takeTurn = async (server: Child<AboutSelf>, port: number): Promise<Turn> => {
    const before = await server.call.cpuMs();
    const { requests, connections } = turns;
    const wire = onTheWire(request);
    const { status } = answer;
    const result = await load.call.fire({ port, request: wire, status, connections, requests });
    return {
      ...result,
      requestsPerSecond: (requests / result.elapsedMs) * 1000,
      cpuMicros: (((await server.call.cpuMs()) - before) / requests) * 1000,
    };
  };

  const pairs: Pair[] = [];
  // The first round warms both up and does not count.
  for (let round = 0; round <= turns.rounds; round += 1) {
    const pair = {
      registry: await takeTurn(registry.process, Number(request.url.port)),
      bare: await takeTurn(bare, barePort),
    };
    if (pair.registry.answerBytes !== pair.bare.answerBytes) {
      throw new Error(`${request.url.pathname}: the two servers do not send the same`);
    }
    if (round > 0) pairs.push(pair);
  }
  return pairs;
}

export function rowOf(name: string, pairs: readonly Pair[]): Row {
  return {
    name,
    registry: figuresOf(pairs.map((pair) => pair.registry)),
    bare: figuresOf(pairs.map((pair) => pair.bare)),
    speed: ratioOf(pairs.map((it) => it.registry.requestsPerSecond / it.bare.requestsPerSecond)),
    cpu: ratioOf(pairs.map((it) => it.bare.cpuMicros / it.registry.cpuMicros)),
    loadBusy: Math.max(...pairs.flatMap((it) => [it.registry.busy, it.bare.busy])),
  };
}

function figuresOf(turns: readonly Turn[]): ServerFigures {
  const medianOf = (pick: (turn: Turn) => number) => median(turns.map(pick));
  return {
    requestsPerSecond: medianOf((turn) => turn.requestsPerSecond),
    megabytesPerSecond: medianOf((it) => (it.requestsPerSecond * it.answerBytes) / 1e6),
    p50Ms: medianOf((turn) => turn.p50Ms),
    p99Ms: medianOf((turn) => turn.p99Ms),
    cpuMicros: medianOf((turn) => turn.cpuMicros),
  };
}

function ratioOf(values: readonly number[]): Ratio {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}
