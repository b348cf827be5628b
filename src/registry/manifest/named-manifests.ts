// Keeps the manifests of releases that are asked for by their SIDs, as many as a bound allows. A release never changes,
// but what it names can be archived; so each is kept with the account's place in its order of changes.
import type { PreparedAnswer } from './prepared-answer.ts';

export type NamedManifest = {
  readonly answer: PreparedAnswer;
  readonly source: 'memory' | 'database';
};

export type NamedManifests = {
  /** Undefined when the account has no such release. */
  get(accountSid: string, sid: string): Promise<NamedManifest | undefined>;
  /** Something changed that is no change of the account, such as the file of a release. Without a name: in all. */
  forget(accountSid?: string): void;
};

export type NamedSource = {
  readonly load: (accountSid: string, sid: string) => Promise<PreparedAnswer | undefined>;
  /** The account's place in its order of changes, by the database's word. */
  readonly place: (accountSid: string) => Promise<number | undefined>;
  /** Hears of failures that are survived with what is in memory. */
  readonly onFault: (error: unknown) => void;
  readonly maxBytes?: number;
};

type Loading = Promise<PreparedAnswer | undefined>;

type Kept = { readonly place: number | undefined; readonly answer: PreparedAnswer };

const MAX_BYTES = 32 * 1024 * 1024;

export function createNamedManifests({
  load,
  place: placeOf,
  onFault,
  maxBytes = MAX_BYTES,
}: NamedSource): NamedManifests {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Loading>();
  let bytes = 0;

  const drop = (key: string) => {
    const present = kept.get(key);
    if (!present) return;
    kept.delete(key);
    bytes -= sizeOf(present.answer);
  };

  const keep = (key: string, one: Kept) => {
    drop(key);
    kept.set(key, one);
    bytes += sizeOf(one.answer);
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) return;
      drop(oldest);
    }
  };

  /** What was forgotten while it was loaded is not kept. */
  const loadOnce = (accountSid: string, sid: string, place: number | undefined) => {
    const key = keyOf(accountSid, sid);
    const turn = `${key} ${place}`;
    const running = loading.get(turn);
    if (running) return running;
    const isLatest = () => loading.get(turn) === started;
    const started: Loading = load(accountSid, sid)
      .then((answer) => {
        if (answer && isLatest()) keep(key, { place, answer });
        return answer;
      })
      .finally(() => {
        if (isLatest()) loading.delete(turn);
      });
    loading.set(turn, started);
    return started;
  };

  return {
    get: async (accountSid, sid) => {
      const present = kept.get(keyOf(accountSid, sid));
      try {
        // Asked before the release is read, so that a change meanwhile makes it old and not new.
        const place = await placeOf(accountSid);
        if (present && present.place === place) return { answer: present.answer, source: 'memory' };
        const answer = await loadOnce(accountSid, sid, place);
        return answer && { answer, source: 'database' };
      } catch (error) {
        if (!present) throw error;
        onFault(error);
        return { answer: present.answer, source: 'memory' };
      }
    },
    forget: (accountSid) => {
      const isMeant = (key: string) => accountSid === undefined || key.startsWith(accountSid);
      for (const turn of loading.keys()) if (isMeant(turn)) loading.delete(turn);
      for (const key of kept.keys()) if (isMeant(key)) drop(key);
    },
  };
}

function keyOf(accountSid: string, sid: string): string {
  return `${accountSid} ${sid}`;
}

function sizeOf({ plain, br, gzip }: PreparedAnswer): number {
  return plain.bytes.length + (br?.bytes.length ?? 0) + (gzip?.bytes.length ?? 0);
}
