// What may stand in the one file of a release.
import { canBePart } from '../../../../src/registry/bundles/release/can-be-part.ts';

test.each([
  ['run()', true],
  ['important(1); reimport(2);', true],
  ['// see the source URL', true],
  ['//# sourceMappingURL=bundle.js.map', true],
  ['load(document.currentScript.src)', false],
  ["import('./chunk.js')", false],
  ["import ('./chunk.js')", false],
  ["import/* chunk */('./chunk.js')", false],
  ['new Function("return import.meta.url")', false],
  ['run()\n//# sourceURL=bundle.js', false],
  ['run()\n//@ sourceURL=bundle.js', false],
  ['run()\n/*# sourceURL=bundle.js */', false],
])('%j: %s', (code, expected) => {
  expect(canBePart(code)).toBe(expected);
});
