// Lets so many at a time do something that is scarce, and those who wait by turns of their addresses: whoever sends
// a thousand from one address waits behind himself, not others behind him.

export type FairTurns = {
  /** Undefined when too many of this address wait already, or when no turn came in time; then nothing was done. */
  take<Result>(address: string, work: () => Promise<Result>): Promise<Result | undefined>;
};

export type TurnLimits = {
  readonly maxRunning: number;
  /** Of one address. */
  readonly maxWaiting: number;
  readonly waitMs: number;
};

type Waiting = { readonly go: () => void };

export function createFairTurns({ maxRunning, maxWaiting, waitMs }: TurnLimits): FairTurns {
  /** By address; the one whose turn is next stands first. */
  const queues = new Map<string, Set<Waiting>>();
  let running = 0;

  const leave = (address: string, one: Waiting) => {
    const queue = queues.get(address);
    queue?.delete(one);
    if (queue?.size === 0) queues.delete(address);
  };

  const callNext = () => {
    const [next] = queues;
    if (!next) return;
    const [address, queue] = next;
    const [first] = queue;
    if (!first) return;
    // To the end, behind the others, with whoever else waits there.
    queues.delete(address);
    queues.set(address, queue);
    leave(address, first);
    running += 1;
    first.go();
  };

  const myTurn = (address: string): Promise<boolean> => {
    if (running < maxRunning) {
      running += 1;
      return Promise.resolve(true);
    }
    const queue = queues.get(address) ?? new Set<Waiting>();
    if (queue.size >= maxWaiting) return Promise.resolve(false);
    queues.set(address, queue);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        leave(address, one);
        resolve(false);
      }, waitMs);
      const one: Waiting = {
        go: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      queue.add(one);
    });
  };

  return {
    take: async (address, work) => {
      if (!(await myTurn(address))) return undefined;
      try {
        return await work();
      } finally {
        running -= 1;
        callNext();
      }
    },
  };
}
