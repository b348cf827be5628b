// Reads a stream in pieces of the sizes that its format names.

export type ByteReader = {
  /** Exactly so many bytes, or undefined when the stream ends before the first of them. Rejects when it ends within. */
  read(size: number): Promise<Buffer | undefined>;
  /** So many bytes as they come. Throws when the stream ends before. */
  stream(size: number): AsyncGenerator<Buffer>;
  /** Reads to the end; false as soon as there are more bytes than that. */
  drain(most: number): Promise<boolean>;
};

export class EndsEarlyError extends Error {
  override readonly name = 'EndsEarlyError';
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  const next = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const { value, done } = await chunks.next();
      if (done) return false;
      rest = value;
    }
    return true;
  };

  async function* stream(size: number): AsyncGenerator<Buffer> {
    let left = size;
    while (left > 0) {
      if (!(await next())) throw new EndsEarlyError('the stream ends early');
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  const drain = async (most: number): Promise<boolean> => {
    let left = most;
    while (await next()) {
      left -= rest.length;
      rest = Buffer.alloc(0);
      if (left < 0) return false;
    }
    return true;
  };

  return {
    stream,
    drain,
    read: async (size) => {
      if (!(await next())) return undefined;
      const pieces: Buffer[] = [];
      for await (const piece of stream(size)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
  };
}
