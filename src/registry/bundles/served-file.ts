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
  readonly twins: Readonly<Partial<Record<Encoding, number>>>;
};

/** One way to send a file: as it is, or as one of its compressed twins. */
export type Representation = {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly encoding: Encoding | undefined;
};

export function servedFile(row: FileView): ServedFile {
  return {
    path: row.path,
    digest: row.digest,
    type: mediaTypeOf(row.path),
    size: row.size,
    private: row.private === 1,
    confidential: isSourceMap(row.path),
    twins: {
      ...(row.brotli_size !== null && { br: row.brotli_size }),
      ...(row.gzip_size !== null && { gzip: row.gzip_size }),
    },
  };
}

const SUFFIX = { br: '.br', gzip: '.gz' } as const;

/** Ranges are cut from the bytes as they were uploaded, which is what a client that resumes counts in. */
export function chooseRepresentation(
  file: ServedFile,
  acceptEncoding: string | undefined,
  isRange: boolean,
): Representation {
  const encoding = isRange ? undefined : chooseEncoding(file, acceptEncoding);
  const size = encoding && file.twins[encoding];
  if (encoding === undefined || size === undefined) {
    return { key: file.digest, size: file.size, etag: `"${file.digest}"`, encoding: undefined };
  }
  const key = `${file.digest}${SUFFIX[encoding]}`;
  return { key, size, etag: `"${key}"`, encoding };
}

function chooseEncoding({ twins }: ServedFile, accepted = ''): Encoding | undefined {
  const names = new Set<string>();
  for (const entry of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim());
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) names.add(name);
  }
  if (twins.br !== undefined && names.has('br')) return 'br';
  if (twins.gzip !== undefined && names.has('gzip')) return 'gzip';
  return undefined;
}
