// SIDs of the Plugins API.
import {
  isSid,
  looksLikeSid,
  SID_PREFIX,
  type SidKind,
  sidFromBytes,
} from '../../src/domain/index.ts';

const HEX = '0123456789abcdefABCDEF0123456789';
const KINDS = Object.keys(SID_PREFIX) as SidKind[];

it.each(KINDS)('a SID made for a %s is one of that kind and of no other', (kind) => {
  const sid = sidFromBytes(kind, new Uint8Array(16).fill(10));
  expect(sid).toBe(`${SID_PREFIX[kind]}${'0a'.repeat(16)}`);
  expect(KINDS.filter((it) => isSid(it, sid))).toEqual([kind]);
});

it.each([
  ['too short', `FP${HEX.slice(1)}`],
  ['too long', `FP${HEX}0`],
  ['not hexadecimal', `FP${HEX.replace('0', 'g')}`],
  ['small prefix', `fp${HEX}`],
  ['white space after it', `FP${HEX}\n`],
  ['not text', 12],
  ['an object that says it is text', { toString: () => `FP${HEX}` }],
])('%s is no SID', (_title, value) => {
  expect(isSid('plugin', value)).toBe(false);
});

it('both cases of hexadecimal digits are accepted, as Twilio does', () => {
  expect(isSid('plugin', `FP${HEX}`)).toBe(true);
});

it('a plugin name that looks like a SID is recognised whatever its kind', () => {
  expect(looksLikeSid(`ZZ${HEX}`)).toBe(true);
  expect(looksLikeSid('plugin-notes')).toBe(false);
});

it.each([0, 15, 17])('%i bytes make no SID', (length) => {
  expect(() => sidFromBytes('plugin', new Uint8Array(length))).toThrow(RangeError);
});
