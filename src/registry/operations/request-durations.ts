// Counts requests by how long they took, in Prometheus' text format. A library's histogram does the same, and took a
// tenth of the whole work of an answer from memory.

export type RequestLabels = {
  readonly method: string;
  /** The route, not the path: a label per SID would grow without end. */
  readonly route: string;
  readonly status: number;
};

/** The requests with one set of labels. */
export type Series = { readonly observe: (elapsedMs: number) => void };

export type RequestDurations = {
  /** The same for the same labels; to be kept by whoever needs it often. */
  seriesOf(labels: RequestLabels): Series;
  text(): string;
};

const NAME = 'plugboard_http_request_duration_seconds';
const HELP = 'Time from the first byte of a request to the last byte of its answer.';
const BOUNDS_MS = [1, 5, 10, 50, 100, 500, 1_000, 5_000];

type Counts = { readonly labels: string; readonly buckets: number[]; sumMs: number; count: number };

export function createRequestDurations(): RequestDurations {
  const known = new Map<string, Counts & Series>();
  return {
    seriesOf: ({ method, route, status }) => {
      const labels = `method="${escape(method)}",route="${escape(route)}",status="${status}"`;
      const present = known.get(labels);
      if (present) return present;
      const made = createSeries(labels);
      known.set(labels, made);
      return made;
    },
    text: () => {
      const lines = [...known.values()].flatMap(linesOf);
      return [`# HELP ${NAME} ${HELP}`, `# TYPE ${NAME} histogram`, ...lines, ''].join('\n');
    },
  };
}

function createSeries(labels: string): Counts & Series {
  const counts: Counts = { labels, buckets: BOUNDS_MS.map(() => 0), sumMs: 0, count: 0 };
  const observe = (elapsedMs: number) => {
    const bucket = BOUNDS_MS.findIndex((bound) => elapsedMs <= bound);
    if (bucket >= 0) counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
    counts.sumMs += elapsedMs;
    counts.count += 1;
  };
  return Object.assign(counts, { observe });
}

/** A bucket counts what is in those before it as well. */
function linesOf({ labels, buckets, sumMs, count }: Counts): string[] {
  let below = 0;
  const lines = BOUNDS_MS.map((bound, index) => {
    below += buckets[index] ?? 0;
    return `${NAME}_bucket{le="${bound / 1000}",${labels}} ${below}`;
  });
  return [
    ...lines,
    `${NAME}_bucket{le="+Inf",${labels}} ${count}`,
    `${NAME}_sum{${labels}} ${sumMs / 1000}`,
    `${NAME}_count{${labels}} ${count}`,
  ];
}

function escape(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}
