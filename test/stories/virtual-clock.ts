// A clock that stands still until a story moves it on, so that no test waits for real time.

export function stopClock(): void {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

/** Moves the clock on until the promise settles, or fails after `withinMs` of virtual time. */
export async function settle<T>(work: Promise<T>, withinMs = 60_000): Promise<T> {
  const state = { settled: false };
  const note = () => {
    state.settled = true;
  };
  void work.then(note, note);
  for (let spentMs = 0; !state.settled; spentMs += 10) {
    if (spentMs > withinMs) throw new Error(`still pending after ${withinMs} ms of virtual time`);
    await moveOn(10);
  }
  return work;
}

/** Lets virtual time pass, whatever happens in it. */
export async function passTime(ms: number): Promise<void> {
  for (let spentMs = 0; spentMs < ms; spentMs += 50) await moveOn(50);
}

async function moveOn(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
  // Cryptography and streams answer in real time, outside the reach of the virtual clock.
  await new Promise((resolve) => jest.requireActual('node:timers').setImmediate(resolve));
}
