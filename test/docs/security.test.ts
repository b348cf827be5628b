// docs/security.md says of each of its parts where it is tested, and the files that it names exist.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '../../docs');
const DOCUMENT = readFileSync(join(DOCS, 'security.md'), 'utf8');
const LINKS = [...DOCUMENT.matchAll(/\[([^\]]*)\]\(([^)#\s]+)[^)]*\)/g)].map(
  ([, text = '', target = '']) => ({ text, target }),
);
const TESTS = [...new Set(DOCUMENT.match(/test\/[\w./-]+\.(?:test|spec)\.ts/g))];

it.each(TESTS)('%s exists', (file) => {
  expect(existsSync(join(DOCS, '..', file))).toBe(true);
});

it('every link leads to a file, and one with the path of a test to that test', () => {
  for (const { text, target } of LINKS) {
    expect([target, existsSync(join(DOCS, target))]).toEqual([target, true]);
    if (text.startsWith('`test/')) expect(target).toBe(`../${text.replaceAll('`', '')}`);
  }
});

const sections = DOCUMENT.split(/^## /m)
  .slice(1)
  .map((section) => [section.split('\n')[0] ?? '', section] as const);

it.each(sections)('it is said where this is tested: %s', (_, section) => {
  expect(section).toMatch(/\bTested: .*\.ts\)/);
});

const statements = [...DOCUMENT.matchAll(/^\*\*([^*]+)\*\*.*$/gm)].map(
  ([paragraph, label = '']) => [label, paragraph] as const,
);

it.each(statements)('it is said where this is tested: %s', (_, paragraph) => {
  expect(paragraph).toMatch(/\bTested: .*\.ts\)/);
});
