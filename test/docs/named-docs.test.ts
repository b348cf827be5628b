// Pages of documentation that the command names, in its help and in its advice, are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'src/cli');

const sources = readdirSync(CLI, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(CLI, path), 'utf8'));

const named = new Set(
  sources.flatMap((source) => source.match(/\bdocs\/[\w/-]+\.md\b/g) ?? []).sort(),
);

it.each([...named])('%s, which the command names, is there', (page) => {
  expect(existsSync(join(ROOT, page))).toBe(true);
});

it('the guide for authors is among them', () => {
  expect(named).toContain('docs/authoring.md');
});

const guide = readFileSync(join(ROOT, 'docs/authoring.md'), 'utf8');

it.each([...guide.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target))(
  'the guide for authors leads to %s',
  (target) => {
    expect(existsSync(join(ROOT, 'docs', target))).toBe(true);
  },
);

/** The names in the first column of the table below a heading. */
const fieldsBelow = (heading: string): string[] => {
  const section = guide.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, field = '']) => field);
};

/** The fields that the reader of a block knows. */
const knownTo = (file: string): string[] => {
  const [, list = ''] =
    /^const KNOWN = \[(.+)\];$/m.exec(readFileSync(join(CLI, file), 'utf8')) ?? [];
  return [...list.matchAll(/'(\w+)'/g)].map(([, field = '']) => field);
};

it.each([
  ['What the desktop has to know', 'deploys/read-package.ts'],
  ['Another entry, another bundler', 'dev/author-settings.ts'],
])('the guide for authors has each field that can stand there: %s', (heading, file) => {
  expect(fieldsBelow(heading).sort()).toEqual(knownTo(file).sort());
  expect(knownTo(file)).not.toEqual([]);
});
