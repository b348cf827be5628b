// A file as it is served: its facts, and the choice among its encodings.
import type { Encoding } from './compress-file.ts';
import { isSourceMap, mediaTypeOf } from './media-type.ts';
import type { FileView } from './store.ts';

export type ServedFile = {
  readonly path: string;
  readonly digest: string;
  readonly type: string;
  readonly size: number;
  readonly private: boolean;
  /** Served to holders of a deploy key only. */
  readonly confidential: boolean;
  readonly plain: Representation;
  readonly twins: Readonly<Partial<Record<Encoding, Representation>>>;
};

/** One way to send a file: as it is, or as one of its compressed twins. */
export type Representation = {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly encoding: Encoding | undefined;
};

export function servedFile(row: FileView): ServedFile {
  const { digest, size, brotli_size: brotliSize, gzip_size: gzipSize } = row;
  return {
    path: row.path,
    digest,
    type: mediaTypeOf(row.path),
    size,
    private: row.private === 1,
    confidential: isSourceMap(row.path),
    plain: representation(digest, size, undefined),
    twins: {
      ...(brotliSize !== null && { br: representation(`${digest}.br`, brotliSize, 'br') }),
      ...(gzipSize !== null && { gzip: representation(`${digest}.gz`, gzipSize, 'gzip') }),
    },
  };
}

function representation(key: string, size: number, encoding: Encoding | undefined): Representation {
  return { key, size, etag: `"${key}"`, encoding };
}

/** Ranges are cut from the bytes as they were uploaded, which is what a client that resumes counts in. */
export function chooseRepresentation(
  file: ServedFile,
  acceptEncoding: string | undefined,
  isRange: boolean,
): Representation {
  if (isRange || acceptEncoding === undefined) return file.plain;
  const { br, gzip } = file.twins;
  const accepted = encodingsIn(acceptEncoding);
  if (br && accepted.has('br')) return br;
  if (gzip && accepted.has('gzip')) return gzip;
  return file.plain;
}

/** Browsers of one kind all write the same header, so that few of them are ever read. */
const MAX_HEADERS = 100;
const known = new Map<string, ReadonlySet<string>>();

function encodingsIn(header: string): ReadonlySet<string> {
  const present = known.get(header);
  if (present) return present;
  const names = new Set<string>();
  for (const entry of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) names.add(name);
  }
  if (known.size >= MAX_HEADERS) known.clear();
  known.set(header, names);
  return names;
}
