// Remembers, across a page that froze or crashed, which plugin version was running. Two boots that died in
// the same version keep it out of this browser until its version changes.
import { type ManifestPlugin, versionOf } from '../domain/index.ts';
import { withDeadline } from './deadline.ts';
import type { RegistrySource } from './options.ts';

export type CrashGuard = {
  /** `name@version` of the versions that are kept out. */
  readonly quarantined: ReadonlySet<string>;
  /** True while a death is not explained: plugins run one at a time, so that the next one names its culprit. */
  readonly careful: boolean;
  /** Leaves a breadcrumb before code of the plugin runs; call the result when it is done. */
  enter(plugin: ManifestPlugin): () => void;
  /** Forgets the deaths of versions that are up and well, and of versions that are no longer released. */
  forgive(healthy: readonly ManifestPlugin[], released: readonly ManifestPlugin[]): void;
  stop(): void;
};

/** What runs in one tab, since when (milliseconds since the epoch). */
type Running = { since: number; versions: string[] };

type Notes = { running: Record<string, Running>; deaths: Record<string, number> };

const DEATHS_TO_QUARANTINE = 2;

/** Twice the time of a boot. What another tab notes as running for longer froze there. */
const ALIVE_MS = 16_000;
const ANSWER_MS = 250;

/** Works without storage too: then nothing is ever quarantined. Never rejects. */
export async function openCrashGuard(
  registry: RegistrySource,
  storage = pageStorage('localStorage'),
): Promise<CrashGuard> {
  const key = crashGuardKey(registry);
  const tab = nameOfTab();
  const others = Object.keys(readNotes(storage?.getItem(key)).running).filter((it) => it !== tab);
  const dead = others.length > 0 ? await findDead(others) : [];
  const stopLiving = showLife(tab);
  // Read anew each time, because other tabs write there too.
  const change = (edit: (notes: Notes) => void): Notes => {
    const notes = readNotes(storage?.getItem(key));
    edit(notes);
    writeNotes(storage, key, notes);
    return notes;
  };

  const { deaths } = change((notes) => {
    for (const [at, { since, versions }] of Object.entries(notes.running)) {
      const isOver = at === tab || dead.includes(at) || Date.now() - since >= ALIVE_MS;
      if (!isOver) continue;
      for (const it of versions) notes.deaths[it] = (notes.deaths[it] ?? 0) + 1;
      delete notes.running[at];
    }
  });
  const suspects = Object.keys(deaths);
  const quarantined = suspects.filter((it) => (deaths[it] ?? 0) >= DEATHS_TO_QUARANTINE);

  const running: string[] = [];
  const note = () =>
    void change((notes) => {
      if (running.length > 0) notes.running[tab] = { since: Date.now(), versions: running };
      else delete notes.running[tab];
    });
  // A tab that is closed in the middle of a boot did not crash.
  const onLeave = () => {
    running.length = 0;
    note();
  };
  globalThis.addEventListener?.('pagehide', onLeave);

  return {
    quarantined: new Set(quarantined),
    careful: quarantined.length < suspects.length,
    enter: (plugin) => {
      running.push(versionOf(plugin));
      note();
      return () => {
        const at = running.indexOf(versionOf(plugin));
        if (at >= 0) running.splice(at, 1);
        note();
      };
    },
    forgive: (healthy, released) => {
      const well = new Set(healthy.map(versionOf));
      const current = new Set(released.map(versionOf));
      change((notes) => {
        notes.deaths = keepEntries(notes.deaths, (_, it) => current.has(it) && !well.has(it));
      });
    },
    stop: () => {
      stopLiving();
      globalThis.removeEventListener?.('pagehide', onLeave);
    },
  };
}

const lockOf = (tab: string): string => `plugboard:${tab}`;

/** Holds a lock that ends with the page, however it ends. The page of a frozen tab still holds it. */
function showLife(tab: string): () => void {
  let stop = () => {};
  const life = new Promise<void>((resolve) => {
    stop = resolve;
  });
  // Where there are no locks, only time tells; Node 20, which runs the test kit, has no navigator either.
  globalThis.navigator?.locks?.request(lockOf(tab), () => life).catch(() => undefined);
  return stop;
}

/** Those of the tabs that are closed, killed or crashed; none where the browser does not tell. */
async function findDead(tabs: readonly string[]): Promise<string[]> {
  try {
    const late = () => new Error('late');
    const { held, pending } = await withDeadline(navigator.locks.query(), ANSWER_MS, late);
    const alive = [...(held ?? []), ...(pending ?? [])].map(({ name }) => name);
    return tabs.filter((it) => !alive.includes(lockOf(it)));
  } catch {
    return [];
  }
}

/** The same over reloads of a tab, a crashed one's too; another one where the browser keeps nothing. */
function nameOfTab(): string {
  const storage = pageStorage('sessionStorage');
  const name = storage?.getItem('plugboard:tab') ?? String(Math.random());
  try {
    storage?.setItem('plugboard:tab', name);
  } catch {
    // Full or forbidden: what this tab leaves is told from its age alone.
  }
  return name;
}

/** Where localStorage keeps the notes about the plugins of this registry. */
export function crashGuardKey({ url, accountSid = '' }: RegistrySource): string {
  return `plugboard:crash-guard ${new URL(url).origin} ${accountSid}`;
}

/** Undefined where the browser stores nothing for this page. */
export function pageStorage(kind: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return globalThis[kind];
  } catch {
    // Browsers throw on the mere mention of storage where the user has switched it off.
    return undefined;
  }
}

function readNotes(text: string | null | undefined): Notes {
  try {
    const { running, deaths } = JSON.parse(text ?? '') as Notes;
    return {
      running: keepEntries(running, (it) => it.since > 0 && Array.isArray(it.versions)),
      deaths: keepEntries(deaths, (it) => it > 0),
    };
  } catch {
    // Notes that cannot be read accuse nobody.
    return { running: {}, deaths: {} };
  }
}

function keepEntries<T>(
  record: Record<string, T>,
  isKept: (value: T, name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name, it]) => isKept(it, name)));
}

function writeNotes(storage: Storage | undefined, key: string, notes: Notes): void {
  try {
    if (Object.keys({ ...notes.running, ...notes.deaths }).length > 0)
      storage?.setItem(key, JSON.stringify(notes));
    else storage?.removeItem(key);
  } catch {
    // A full or forbidden storage costs the quarantine, never the boot.
  }
}
