// Writes tar archives that no tar program would write.
export type TarEntry = {
  readonly name: string;
  readonly content?: Buffer | string;
  /** Type flag; default `0`, a file. */
  readonly type?: string;
  readonly link?: string;
  readonly size?: number;
};

const BLOCK = 512;

export function makeTar(entries: readonly TarEntry[], end = Buffer.alloc(2 * BLOCK)): Buffer {
  return Buffer.concat([...entries.map(entryOf), end]);
}

function entryOf({ name, content = '', type = '0', link = '', size }: TarEntry): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000644\0', 100);
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, bytes, padding]);
}

export function pax(record: string): string {
  let length = record.length + 3;
  while (`${length} ${record}\n`.length !== length) length += 1;
  return `${length} ${record}\n`;
}
