// A clock that moves only when it is told to: timers, Date and performance.now() of a page.
import { setImmediate as nextTurn, setTimeout as realTimeout } from 'node:timers';

/** The time of a desktop. It stands still but for a boot and for what is asked of it here. */
export type TestClock = {
  /** Milliseconds since the desktop was opened. */
  readonly elapsedMs: () => number;
  /**
   * Lets so many milliseconds pass and calls each timer that comes due on the way, in order. Rejects with
   * what a timer threw, once all of them have been called.
   */
  readonly advance: (ms: number) => Promise<void>;
  /**
   * Lets time pass, timer by timer, until the promise settles, and hands on what came of it. Before it
   * leaps ahead it waits until no file is being read and nothing has happened for 100 ms of real time, so
   * that an `import()` is not overtaken. Rejects when no timer is left and nothing has happened for
   * 2 seconds of real time.
   */
  readonly runUntil: <T>(work: Promise<T>) => Promise<T>;
};

export type PageClock = TestClock & {
  /** The same; while `isAtWork` says that no code of the test is at work, it leaps without waiting. */
  runBoot<T>(work: Promise<T>, isAtWork: () => boolean): Promise<T>;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly now: () => number;
  /** Work that goes on outside of this clock's reach, so that the clock waits for it. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Forgets every timer: the page that set them is gone. */
  clear(): void;
};

type Callback = (...args: unknown[]) => unknown;
type Timer = {
  readonly id: number;
  at: number;
  readonly everyMs?: number;
  readonly call: Callback;
};

/** Turns of Node's event loop in which everything that is ready gets done. */
const TURNS = 3;
/** A leap within this many ms cannot cut short any work that the desktop waits for. */
const SHORT_LEAP_MS = 50;
type Patience = { readonly waits: number; readonly wait: () => Promise<void> };
/** Files, modules and whatever else a test does take real time; what the kit does itself takes turns. */
const REAL_WORK: Patience = { waits: 100, wait: realPause };
const OWN_WORK: Patience = { waits: 20, wait: turn };
const GIVE_UP_WAITS = 2_000;

/** `startMs` is what Date says at first, in ms since the epoch; `onThrow` hears what timers throw. */
export function createClock(startMs: number, onThrow: (error: unknown) => void): PageClock {
  const timers = new Map<number, Timer>();
  const thrown: unknown[] = [];
  let elapsed = 0;
  let lastId = 0;
  const tracked = new Set<Promise<unknown>>();

  const set = (call: unknown, ms: unknown, args: unknown[], repeats: boolean): number => {
    const wait = Math.max(repeats ? 1 : 0, Number(ms) || 0);
    const id = ++lastId;
    const run = () => (call as Callback)(...args);
    timers.set(id, { id, at: elapsed + wait, call: run, ...(repeats && { everyMs: wait }) });
    return id;
  };
  const clear = (id: unknown) => void timers.delete(Number(id));

  const next = (): Timer | undefined =>
    [...timers.values()].sort((a, b) => a.at - b.at || a.id - b.id)[0];

  const fire = (timer: Timer) => {
    elapsed = Math.max(elapsed, timer.at);
    if (timer.everyMs === undefined) timers.delete(timer.id);
    else timer.at = elapsed + timer.everyMs;
    try {
      timer.call();
    } catch (error) {
      thrown.push(error);
      onThrow(error);
    }
  };

  const settleTurns = async () => {
    for (let turns = 0; turns < TURNS || tracked.size > 0; turns++) await turn();
  };

  /** False as soon as something has happened that may change what comes next. */
  const isQuiet = async (isOver: () => boolean, patience: Patience): Promise<boolean> => {
    const count = lastId;
    let quiet = 0;
    for (let waits = 0; quiet < patience.waits && waits < GIVE_UP_WAITS; waits++) {
      await patience.wait();
      if (isOver() || lastId !== count || tracked.size > 0) return false;
      quiet = hasRequests() ? 0 : quiet + 1;
    }
    return true;
  };

  const advance = async (ms: number) => {
    const until = elapsed + ms;
    const before = thrown.length;
    await settleTurns();
    for (let timer = next(); timer && timer.at <= until; timer = next()) {
      fire(timer);
      await settleTurns();
    }
    elapsed = until;
    if (thrown.length > before) throw thrown[before];
  };

  const runBoot = async <T>(work: Promise<T>, isAtWork: () => boolean): Promise<T> => {
    const state = { isSettled: false };
    const note = () => {
      state.isSettled = true;
    };
    void work.then(note, note);
    const isSettled = () => state.isSettled;
    let idleWaits = 0;
    while (!state.isSettled) {
      await settleTurns();
      const timer = next();
      const isFar = !timer || timer.at - elapsed > SHORT_LEAP_MS;
      const patience = !timer || isAtWork() ? REAL_WORK : OWN_WORK;
      if (state.isSettled || (isFar && !(await isQuiet(isSettled, patience)))) continue;
      if (timer) fire(timer);
      idleWaits = timer ? 0 : idleWaits + patience.waits;
      if (idleWaits > GIVE_UP_WAITS)
        throw new Error('No timer is left, and what the clock runs for has not settled.');
    }
    return work;
  };

  const now = () => elapsed;
  return {
    now,
    elapsedMs: now,
    advance,
    runBoot,
    runUntil: (work) => runBoot(work, () => true),
    clear: () => timers.clear(),
    track: (work) => {
      tracked.add(work);
      const forget = () => void tracked.delete(work);
      work.then(forget, forget);
      return work;
    },
    globals: {
      setTimeout: (call: unknown, ms: unknown, ...args: unknown[]) => set(call, ms, args, false),
      setInterval: (call: unknown, ms: unknown, ...args: unknown[]) => set(call, ms, args, true),
      clearTimeout: clear,
      clearInterval: clear,
      requestAnimationFrame: (call: Callback) => set(() => call(elapsed), 16, [], false),
      cancelAnimationFrame: clear,
      Date: virtualDate(() => startMs + elapsed),
    },
  };
}

function virtualDate(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: (target) => new target(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    nextTurn(resolve);
  });
}

/** True while Node reads files or resolves names for somebody. */
function hasRequests(): boolean {
  return process.getActiveResourcesInfo().some((name) => /req/i.test(name));
}

function realPause(): Promise<void> {
  return new Promise((resolve) => {
    realTimeout(resolve, 1);
  });
}
