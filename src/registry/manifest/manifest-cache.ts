// Keeps the manifest of each account's active release in memory, made when the release is made, and never hands out
// one that is older than a release that was acknowledged.
import type { PreparedAnswer } from './prepared-answer.ts';

export type ActiveManifest = PreparedAnswer & {
  /** Place of the release in the account's order of changes. */
  readonly sequence: number;
  /** Milliseconds since 1970 from which on it has to be made anew; undefined for one that stays as it is. */
  readonly until?: number;
  /** The end of the grants in it: until then it may still be used when it cannot be made anew. */
  readonly usableUntil?: number;
};

export type ManifestCache = {
  /** What may be sent right now without asking anybody; undefined when somebody has to be asked. */
  peek(accountSid: string): ActiveManifest | undefined;
  /** Undefined when the account has no release. */
  get(accountSid: string): Promise<ActiveManifest | undefined>;
  /** A release was made: what is kept is old from now on, and its successor is made at once. */
  readonly renew: (accountSid: string) => void;
  /** Nobody knows what was missed: everything that is kept is made anew, one after the other. */
  readonly renewAll: () => void;
};

export type ManifestSource = {
  readonly load: (accountSid: string) => Promise<ActiveManifest | undefined>;
  /**
   * The sequence of the active release by the database's word. Given where other processes release too; without it
   * every release is one of this process, which says so by `renew`.
   */
  readonly newest?: (accountSid: string) => Promise<number | undefined>;
  readonly now: () => Date;
  /** Hears of failures that are survived with what is in memory. */
  readonly onFault: (error: unknown) => void;
};

const MAX_ACCOUNTS = 1_000;

export function createManifestCache({ load, newest, now, onFault }: ManifestSource): ManifestCache {
  const kept = new Map<string, ActiveManifest>();
  /** The latest load of each account; one that began before a renewal stands here no more, and is not kept. */
  const loading = new Map<string, Promise<ActiveManifest | undefined>>();

  const keep = (accountSid: string, manifest: ActiveManifest) => {
    kept.delete(accountSid);
    kept.set(accountSid, manifest);
    const [oldest] = kept.size > MAX_ACCOUNTS ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
  };

  const current = (accountSid: string) => {
    const manifest = kept.get(accountSid);
    const isOver = manifest?.until !== undefined && now().getTime() >= manifest.until;
    return isOver ? undefined : manifest;
  };

  const usable = (accountSid: string) => {
    const manifest = kept.get(accountSid);
    const isOver = manifest?.usableUntil !== undefined && now().getTime() >= manifest.usableUntil;
    return isOver ? undefined : manifest;
  };

  const loadOnce = (accountSid: string) => {
    const running = loading.get(accountSid);
    if (running) return running;
    const isLatest = () => loading.get(accountSid) === started;
    const started = load(accountSid)
      .then((manifest) => {
        if (manifest && isLatest()) keep(accountSid, manifest);
        return manifest;
      })
      .finally(() => {
        if (isLatest()) loading.delete(accountSid);
      });
    loading.set(accountSid, started);
    return started;
  };

  /** A load that is running may have begun before the wanted release was made. */
  const loadAtLeast = async (accountSid: string, wanted: number | undefined) => {
    const manifest = await loadOnce(accountSid);
    if (wanted === undefined || (manifest && manifest.sequence >= wanted)) return manifest;
    // Whatever is running by now began after the release was seen.
    return loadOnce(accountSid);
  };

  /** Not all at once, because a database that has just come back has other things to do. */
  const loadInTurn = async (accountSids: readonly string[]) => {
    for (const accountSid of accountSids) await loadOnce(accountSid).catch(onFault);
  };

  return {
    peek: (accountSid) => (newest ? undefined : current(accountSid)),
    get: async (accountSid) => {
      const present = current(accountSid);
      try {
        if (!newest) return present ?? (await loadOnce(accountSid));
        const wanted = await newest(accountSid);
        return present?.sequence === wanted ? present : await loadAtLeast(accountSid, wanted);
      } catch (error) {
        // Without the database nothing can be released either, so what is in memory is the best there is.
        const best = usable(accountSid);
        if (!best) throw error;
        onFault(error);
        return best;
      }
    },
    renew: (accountSid) => {
      loading.delete(accountSid);
      if (!newest) kept.delete(accountSid);
      loadOnce(accountSid).catch(onFault);
    },
    renewAll: () => {
      loading.clear();
      void loadInTurn([...kept.keys()]);
    },
  };
}
