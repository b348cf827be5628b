// Reads the headers of a tar archive: POSIX ustar and pax, and GNU's long names. Anything that is not a plain file or a
// folder has no business in a bundle and is refused.
import { badRequest } from '../http/api-error.ts';

export const BLOCK = 512;

export type TarHeader = {
  readonly name: string;
  readonly size: number;
  readonly kind: 'file' | 'folder' | 'long-name' | 'pax' | 'global-pax';
};

const KINDS: Readonly<Record<string, TarHeader['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '5': 'folder',
  L: 'long-name',
  x: 'pax',
  g: 'global-pax',
};

const CHECKSUM = { start: 148, end: 156 };

export function isZeroBlock(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

export function readTarHeader(block: Buffer): TarHeader {
  if (checksumOf(block) !== octal(block, CHECKSUM.start, CHECKSUM.end)) {
    throw archiveRefused('is no tar archive');
  }
  const prefix = block.toString('latin1', 257, 262) === 'ustar' ? text(block, 345, 500) : '';
  const name = text(block, 0, 100);
  const kind = KINDS[block.toString('latin1', 156, 157)];
  const whole = prefix === '' ? name : `${prefix}/${name}`;
  if (!kind) throw archiveRefused('has a link, a device or something else that is no file', whole);
  return { name: whole, size: octal(block, 124, 136), kind };
}

/** Records of the form `length key=value\n`; only the path means something here. */
export function paxPath(records: Buffer): string | undefined {
  let path: string | undefined;
  let at = 0;
  while (at < records.length) {
    const space = records.indexOf(0x20, at);
    const length = Number(records.toString('latin1', at, space));
    const end = at + length;
    if (space < 0 || !Number.isInteger(length) || length <= space - at || end > records.length) {
      throw archiveRefused('has extended headers that cannot be read');
    }
    const [key, ...value] = records.toString('utf8', space + 1, end - 1).split('=');
    if (key === 'path') path = value.join('=');
    // Another length than the one of the plain header would let readers disagree on where a file ends.
    if (key === 'size') throw archiveRefused('has a file that is too large');
    at = end;
  }
  return path;
}

export function archiveRefused(problem: string, name?: string) {
  const which = name === undefined ? '' : `: ${JSON.stringify(name.slice(0, 100))}`;
  return badRequest('archive-refused', `The archive ${problem}${which}`);
}

function checksumOf(block: Buffer): number {
  let sum = 0;
  for (const [index, byte] of block.entries()) {
    const isOwn = index >= CHECKSUM.start && index < CHECKSUM.end;
    sum += isOwn ? 0x20 : byte;
  }
  return sum;
}

/** Numbers in base 256 are for files of 8 GB and more. */
function octal(block: Buffer, start: number, end: number): number {
  const digits = block
    .toString('latin1', start, end)
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]{0,12}$/.test(digits)) throw archiveRefused('has a header that cannot be read');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function text(block: Buffer, start: number, end: number): string {
  const field = block.subarray(start, end);
  const zero = field.indexOf(0);
  return field.toString('utf8', 0, zero < 0 ? field.length : zero);
}
