// Which addresses a bundle may come from. The page of these tests is http://localhost.
import { readOptions } from '../../src/loader/options.ts';
import { createUrlRule } from '../../src/loader/url-rules.ts';

const ruleOf = (bundleOrigins?: string[]) =>
  createUrlRule(
    readOptions({
      flex: {},
      manager: {},
      registry: { url: 'https://registry.example' },
      ...(bundleOrigins && { bundleOrigins }),
    }),
  );

it.each([
  ['https://cdn.example/x.js', true],
  ['http://localhost:3001/x.js', true],
  ['http://127.0.0.1:3001/x.js', true],
  ['http://[::1]:3001/x.js', true],
  ['http://app.localhost/x.js', true],
  ['http://cdn.example/x.js', false],
  ['http://localhost.evil.example/x.js', false],
  ['http://127.0.0.1.evil.example/x.js', false],
  ['https://localhost@evil.example/x.js', false],
  ['https://user:password@cdn.example/x.js', false],
  ['//cdn.example/x.js', false],
  ['x.js', false],
  ['', false],
  ['javascript:alert(1)', false],
  ['data:text/javascript,alert(1)', false],
  ['blob:https://cdn.example/1', false],
  ['file:///etc/x.js', false],
])('by default %s: %s', (url, allowed) => {
  expect(ruleOf()(url)).toBe(allowed);
});

it.each([
  ['https://cdn.example/x.js', true],
  ['https://cdn.example:443/x.js', true],
  ['https://cdn.example:8443/x.js', false],
  ['https://cdn.example.evil.example/x.js', false],
  ['https://evil.example/https://cdn.example/x.js', false],
  ['https://user@cdn.example/x.js', false],
  ['http://cdn.example/x.js', false],
  ['http://localhost:3001/x.js', false],
])('with a list of one origin %s: %s', (url, allowed) => {
  expect(ruleOf(['https://cdn.example/some/path'])(url)).toBe(allowed);
});

it('an empty list allows nothing', () => {
  expect(ruleOf([])('https://cdn.example/x.js')).toBe(false);
});
