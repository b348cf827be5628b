// A browser ignores an integrity value that it cannot read, and runs the code unverified.
import { isIntegrity } from '../../src/domain/index.ts';

const A43 = 'A'.repeat(43);
const SHA256 = `sha256-${A43}=`;
const SHA384 = `sha384-${'b'.repeat(64)}`;
const SHA512 = `sha512-${'c'.repeat(86)}==`;

it.each([
  ['one hash', SHA384],
  ['sha256 with its padding', SHA256],
  ['sha512 with its padding', SHA512],
  ['several hashes', `${SHA256} ${SHA384}`],
  ['hashes between other white space', `\n${SHA256}\t${SHA512} `],
])('%s is well formed', (_title, value) => {
  expect(isIntegrity(value)).toBe(true);
});

it.each([
  ['nothing', ''],
  ['white space', '  '],
  ['an unknown algorithm', `md5-${A43}=`],
  ['an algorithm in capitals', SHA384.replace('sha', 'SHA')],
  ['hexadecimal instead of base64', `sha256-${'0a'.repeat(32)}`],
  ['the digest of another algorithm', SHA256.replace('256', '384')],
  ['a digest without its padding', `sha256-${A43}`],
  ['a digest that is one character short', `sha384-${'b'.repeat(63)}`],
  ['URL-safe base64', `sha384-${'-'.repeat(64)}`],
  ['a good hash beside a malformed one', `${SHA384} sha256-oops`],
  ['hashes parted by a comma', `${SHA256},${SHA384}`],
  ['padding alone', `sha256-${'='.repeat(44)}`],
  ['a non-breaking space between hashes', `${SHA256}\u00a0${SHA384}`],
])('%s is malformed', (_title, value) => {
  expect(isIntegrity(value)).toBe(false);
});
