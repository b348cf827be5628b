// What a report never carries, whatever an error of a plugin says.
import { scrubText } from '../../src/domain/scrub.ts';

const HEX = '0123456789abcdef'.repeat(2);

it.each([
  ['GET https://api.example/x?token=abc#top failed', 'GET https://api.example/x failed'],
  ['https://user:pass@cdn.example/a.js', 'https://cdn.example/a.js'],
  ['Bearer abcdefgh.ijkl was refused', '[token] was refused'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', '[token]'],
  [`no account for ${HEX}`, 'no account for [token]'],
  ['authToken=s3cret, retry', 'authToken=[token], retry'],
  ['{"password":"hunter2","user":1}', '{"password":[token]","user":1}'],
  ['cannot call ada.lovelace@mail.example.com', 'cannot call [person]'],
  ['cannot call +49 (151) 234-5678 now', 'cannot call [person] now'],
])('%s becomes %s', (text, scrubbed) => {
  expect(scrubText(text)).toBe(scrubbed);
});

it.each([
  'plugin-crm@1.4.0-beta.rc needs plugin-api@^2.0.0',
  `release FK${HEX} of account AC${HEX}`,
  `https://cdn.example/bundles/${HEX}${HEX}/bundle.js answered 404`,
  'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
  'Unexpected token < in JSON at position 0',
  'init() took 12000 ms, 4000 were allowed',
])('%s stays as it is', (text) => {
  expect(scrubText(text)).toBe(text);
});
