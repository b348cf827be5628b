// The plain files of a tar archive, one after the other, while it arrives.
import type { ByteReader } from './byte-reader.ts';
import { archiveRefused, BLOCK, isZeroBlock, paxPath, readTarHeader } from './tar-header.ts';

export type TarFile = { readonly name: string; readonly content: AsyncGenerator<Buffer> };

const MAX_ENTRIES = 5_000;
/** Archives are filled up to the size of a tape's block. */
const MAX_TRAILER = 1024 * 1024;
const MAX_EXTENDED = 64 * 1024;

/** Each content has to be read to its end before the next file is asked for. */
export async function* tarFiles(reader: ByteReader): AsyncGenerator<TarFile> {
  let longName: string | undefined;
  for (let entries = 0; ; entries += 1) {
    if (entries > MAX_ENTRIES) throw archiveRefused(`has more than ${MAX_ENTRIES} entries`);
    const block = await reader.read(BLOCK);
    if (!block) throw archiveRefused('ends early');
    if (isZeroBlock(block)) {
      if (!(await reader.drain(MAX_TRAILER))) throw archiveRefused('goes on behind its end');
      return;
    }
    const { name, size, kind } = readTarHeader(block);
    if (kind === 'file') {
      yield { name: plainName(longName ?? name), content: reader.stream(size) };
      longName = undefined;
    } else if (kind === 'folder') {
      if (size > 0) throw archiveRefused('has a folder with content', name);
      longName = undefined;
    } else {
      longName = (await readExtended(reader, kind, size)) ?? longName;
    }
    await skip(reader, padding(size));
  }
}

async function readExtended(reader: ByteReader, kind: string, size: number) {
  if (size > MAX_EXTENDED) throw archiveRefused('has extended headers that are too large');
  const content = size === 0 ? Buffer.alloc(0) : await reader.read(size);
  if (!content) throw archiveRefused('ends early');
  if (kind === 'long-name') return content.toString('utf8').replace(/\0[^]*$/, '');
  const path = paxPath(content);
  // A path for every file that follows can only be meant to confuse.
  if (kind === 'global-pax' && path !== undefined) throw archiveRefused('names all files at once');
  return path;
}

/** `tar -C build .` begins every name with `./`. */
function plainName(name: string): string {
  return name.startsWith('./') ? name.slice(2) : name;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

async function skip(reader: ByteReader, size: number): Promise<void> {
  if (size > 0) await reader.read(size);
}
