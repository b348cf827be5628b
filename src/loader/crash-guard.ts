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

/**
 * What runs in one tab, since when (milliseconds since the epoch). Each tab writes to a place of its own, because to
 * read and write what all of them share took up to a third of the loader's time.
 */
type Running = { since: number; versions: string[] };

/** How many boots ended in a version. */
type Deaths = Record<string, number>;

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
  const place = placeOf(key, tab);
  const others = Object.keys(readRunning(storage, key)).filter((it) => it !== tab);
  const dead = others.length > 0 ? await findDead(others) : [];
  const stopLiving = showLife(tab);

  const deaths = readDeaths(storage, key);
  // Read anew, because other tabs wrote there in the meantime.
  for (const [at, { since, versions }] of Object.entries(readRunning(storage, key))) {
    const isOver = at === tab || dead.includes(at) || Date.now() - since >= ALIVE_MS;
    if (!isOver) continue;
    for (const it of versions) deaths[it] = (deaths[it] ?? 0) + 1;
    keep(storage, placeOf(key, at));
  }
  keepDeaths(storage, key, deaths);
  const suspects = Object.keys(deaths);
  const quarantined = suspects.filter((it) => (deaths[it] ?? 0) >= DEATHS_TO_QUARANTINE);

  const running: string[] = [];
  const note = () =>
    keep(storage, place, running.length > 0 && { since: Date.now(), versions: running });
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
      forgetDeaths(storage, key, (it) => !current.has(it) || well.has(it));
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

const placeOf = (key: string, tab: string): string => `${key} ${tab}`;

/** By tab. */
function readRunning(storage: Storage | undefined, key: string): Record<string, Running> {
  const prefix = placeOf(key, '');
  const left: Record<string, Running> = {};
  for (const place of Object.keys(storage ?? {})) {
    const running = place.startsWith(prefix) && (read(storage, place) as Running | undefined);
    if (running && running.since > 0 && Array.isArray(running.versions))
      left[place.slice(prefix.length)] = running;
  }
  return left;
}

function readDeaths(storage: Storage | undefined, key: string): Deaths {
  const { deaths } = Object(read(storage, key)) as { deaths?: Deaths };
  return Object.fromEntries(Object.entries(deaths ?? {}).filter(([, it]) => it > 0));
}

function keepDeaths(storage: Storage | undefined, key: string, deaths: Deaths): void {
  keep(storage, key, Object.keys(deaths).length > 0 && { deaths });
}

/** The versions that `isForgotten` names are as if no boot had ended in them. */
export function forgetDeaths(
  storage: Storage | undefined,
  key: string,
  isForgotten: (version: string) => boolean,
): void {
  const left = Object.entries(readDeaths(storage, key)).filter(([it]) => !isForgotten(it));
  keepDeaths(storage, key, Object.fromEntries(left));
}

/** Notes that cannot be read accuse nobody. */
function read(storage: Storage | undefined, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? '');
  } catch {
    return undefined;
  }
}

function keep(storage: Storage | undefined, key: string, value?: object | false): void {
  try {
    if (value) storage?.setItem(key, JSON.stringify(value));
    else storage?.removeItem(key);
  } catch {
    // A full or forbidden storage costs the quarantine, never the boot.
  }
}
