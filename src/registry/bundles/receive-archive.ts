// Unpacks an uploaded archive (.tar, .tar.gz) into the staging folder while it arrives. Names in it are only looked at,
// never used as paths here, and what it unpacks to is counted as it comes out.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createByteReader, EndsEarlyError } from './byte-reader.ts';
import type { StagedFile } from './staging.ts';
import { tarFiles } from './tar-files.ts';
import { archiveRefused } from './tar-header.ts';

export type StageNamed = (name: string, content: Readable) => Promise<StagedFile>;

export async function receiveArchive(archive: Readable, stage: StageNamed): Promise<void> {
  try {
    await unpack(archive, stage);
  } catch (error) {
    if (error instanceof EndsEarlyError) throw archiveRefused('ends early');
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) {
      throw archiveRefused('cannot be decompressed');
    }
    throw error;
  }
}

async function unpack(archive: Readable, stage: StageNamed): Promise<void> {
  const consume = async (bytes: AsyncIterable<Buffer>) => {
    for await (const { name, content } of tarFiles(createByteReader(bytes))) {
      await stage(name, Readable.from(content, { objectMode: false }));
    }
  };
  const chunks = archive[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  if (first.done) throw archiveRefused('is empty');
  const bytes = startingWith(first.value, chunks);
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (isGzip) await gunzip(bytes, consume);
  else await consume(bytes);
}

/** A pipeline rejects as soon as the archive turns out broken; what it consumed is still being written then. */
async function gunzip(
  bytes: AsyncIterable<Buffer>,
  consume: (bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  let consumed: Promise<void> = Promise.resolve();
  const unpacked = pipeline(bytes, createGunzip(), (chunks: AsyncIterable<Buffer>) => {
    consumed = consume(chunks);
    return consumed;
  });
  await Promise.allSettled([unpacked]);
  await Promise.allSettled([consumed]);
  await unpacked;
}

async function* startingWith(
  first: Buffer,
  rest: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  yield first;
  for (let it = await rest.next(); !it.done; it = await rest.next()) yield it.value;
}
