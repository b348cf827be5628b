// SIDs of the Plugins API: two letters that name the resource, then 32 hexadecimal digits.

/** Prefix of each kind of SID. Source: Twilio's OpenAPI description of PluginService. */
export const SID_PREFIX = {
  account: 'AC',
  apiKey: 'SK',
  plugin: 'FP',
  pluginVersion: 'FV',
  configuration: 'FJ',
  release: 'FK',
} as const;

export type SidKind = keyof typeof SID_PREFIX;

const SID = /^[A-Z]{2}[0-9a-fA-F]{32}$/;

/** True for a well-formed SID of the given kind. */
export function isSid(kind: SidKind, value: unknown): value is string {
  return typeof value === 'string' && SID.test(value) && value.startsWith(SID_PREFIX[kind]);
}

/** True for anything shaped like a SID of any kind; plugin names may not look like this. */
export function looksLikeSid(value: string): boolean {
  return SID.test(value);
}

/** Makes a SID from 16 random bytes; the bytes come from the caller because this folder has no I/O. */
export function sidFromBytes(kind: SidKind, bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new RangeError(`a SID takes 16 bytes, got ${bytes.length}`);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return SID_PREFIX[kind] + hex;
}
