// The networks that boots are measured on.

export type Network = {
  readonly rttMs: number;
  /** Of the agent's line, in each direction. */
  readonly bitsPerSecond: number;
};

export type NetworkName = 'loopback' | 'fast' | 'slow';

/** `loopback` is not shaped at all. */
export const NETWORKS: Readonly<Record<NetworkName, Network | undefined>> = {
  loopback: undefined,
  fast: { rttMs: 20, bitsPerSecond: 50_000_000 },
  slow: { rttMs: 100, bitsPerSecond: 10_000_000 },
};

export const NETWORK_TITLES: Readonly<Record<NetworkName, string>> = {
  loopback: 'loopback',
  fast: '20 ms, 50 Mbit/s',
  slow: '100 ms, 10 Mbit/s',
};
