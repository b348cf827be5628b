// As much of DER as a certificate needs: https://www.itu.int/rec/T-REC-X.690

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

export function der(tag: keyof typeof TAG | number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const code = typeof tag === 'number' ? tag : TAG[tag];
  return Buffer.concat([Buffer.from([code, ...lengthOf(body.length)]), body]);
}

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der('objectId', Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der('utcTime', Buffer.from(`${digits}Z`, 'latin1'));
}

/** A bit string whose last byte is used whole. */
export function bitString(bytes: Uint8Array): Buffer {
  return der('bitString', Buffer.from([0]), bytes);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

function base128(number: number): number[] {
  const bytes = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
