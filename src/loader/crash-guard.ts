// Remembers, across a page that froze or crashed, which plugin version was running. Two boots that died in
// the same version keep it out of this browser until its version changes.
import { type ManifestPlugin, versionOf } from '../domain/index.ts';
import type { RegistrySource } from './options.ts';

export type CrashGuard = {
  /** `name@version` of the versions that are kept out. */
  readonly quarantined: ReadonlySet<string>;
  /** True after a death with several suspects: run one at a time, so that the next one names the culprit. */
  readonly careful: boolean;
  /** Leaves a breadcrumb before code of the plugin runs; call the result when it has returned. */
  enter(plugin: ManifestPlugin): () => void;
  /** Forgets the deaths of versions that are up and well, and of versions that are no longer released. */
  forgive(healthy: readonly ManifestPlugin[], released: readonly ManifestPlugin[]): void;
  stop(): void;
};

type Notes = { running: string[]; deaths: Record<string, number> };

const DEATHS_TO_QUARANTINE = 2;
const EMPTY = (): Notes => ({ running: [], deaths: {} });

/** Works without storage too: then nothing is ever quarantined. */
export function openCrashGuard(
  registry: RegistrySource,
  storage = pageStorage('localStorage'),
): CrashGuard {
  const key = crashGuardKey(registry);
  const notes = readNotes(storage?.getItem(key));
  const suspects = notes.running;
  for (const version of suspects) notes.deaths[version] = (notes.deaths[version] ?? 0) + 1;
  notes.running = [];
  const write = () => writeNotes(storage, key, notes);
  if (suspects.length > 0) write();

  // A tab that is closed in the middle of a boot did not crash.
  const onLeave = () => {
    notes.running = [];
    write();
  };
  globalThis.addEventListener?.('pagehide', onLeave);

  return {
    quarantined: new Set(
      Object.keys(notes.deaths).filter((it) => (notes.deaths[it] ?? 0) >= DEATHS_TO_QUARANTINE),
    ),
    careful: suspects.length > 1,
    enter: (plugin) => {
      const version = versionOf(plugin);
      notes.running.push(version);
      write();
      return () => {
        notes.running.splice(notes.running.indexOf(version), 1);
        write();
      };
    },
    forgive: (healthy, released) => {
      const well = new Set(healthy.map(versionOf));
      const current = new Set(released.map(versionOf));
      notes.deaths = Object.fromEntries(
        Object.entries(notes.deaths).filter(([it]) => current.has(it) && !well.has(it)),
      );
      write();
    },
    stop: () => globalThis.removeEventListener?.('pagehide', onLeave),
  };
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
  if (text === null || text === undefined) return EMPTY();
  try {
    const { running, deaths } = JSON.parse(text) as Partial<Notes>;
    if (!Array.isArray(running) || typeof deaths !== 'object' || deaths === null) return EMPTY();
    const counts = Object.entries(deaths).filter(([, count]) => typeof count === 'number');
    return {
      running: running.filter((it) => typeof it === 'string'),
      deaths: Object.fromEntries(counts),
    };
  } catch {
    // Notes that cannot be read accuse nobody.
    return EMPTY();
  }
}

function writeNotes(storage: Storage | undefined, key: string, notes: Notes): void {
  try {
    if (notes.running.length === 0 && Object.keys(notes.deaths).length === 0)
      storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(notes));
  } catch {
    // A full or forbidden storage costs the quarantine, never the boot.
  }
}
