// docs/errors.md and the table of error codes say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_TABLE } from '../../src/domain/index.ts';

const ROOT = join(__dirname, '../..');
const CODES = Object.keys(ERROR_TABLE);
const AUDIENCE = ['host', 'plugin author', 'operator'];

const entries = new Map(
  readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((entry) => {
      const [heading = '', ...body] = entry.split(/^## /m)[0]?.trim().split('\n') ?? [];
      return [heading, body.join('\n')] as const;
    }),
);

/** What an entry says behind one of its labels. */
const answer = (entry: string, label: string) =>
  new RegExp(`^- ${label}: (.+)$`, 'm').exec(entry)?.[1] ?? '';

it('every code has an entry, and every entry is a code', () => {
  expect([...entries.keys()].sort()).toEqual([...CODES].sort());
});

it.each(CODES)('%s: says what happened, why, what to do, and for whom', (code) => {
  const entry = entries.get(code) ?? '';
  for (const label of ['What happened', 'Why', 'What to do']) {
    expect([label, answer(entry, label)]).toEqual([label, expect.stringMatching(/\w.+\.$/)]);
  }
  const who = answer(entry, 'Who').split(', ');
  expect(who.filter((it) => !AUDIENCE.includes(it))).toEqual([]);
});

it('every evidence that an entry mentions is one that the code comes with', () => {
  const sources = sourceText();
  for (const [code, entry] of entries) {
    for (const [, detail = ''] of entry.matchAll(/`details\.(\w+)`/g)) {
      expect([code, detail, sources.includes(detail)]).toEqual([code, detail, true]);
    }
  }
});

it.each(CODES)('%s is a code that Plugboard really uses', (code) => {
  expect(sourceText()).toContain(`'${code}'`);
});

it('every option that an entry mentions exists', () => {
  const options = readFileSync(join(ROOT, 'src/loader/options.ts'), 'utf8');
  const text = [...entries.values()].join('\n');
  for (const [, name = ''] of text.matchAll(/`timeouts\.(\w+)`/g)) expect(options).toContain(name);
  for (const name of ['bundleOrigins', 'requireIntegrity', 'maxAgeMs', 'seed', 'shared']) {
    expect(text).toContain(name);
    expect(options).toContain(`readonly ${name}?`);
  }
});

function sourceText(): string {
  return ['domain', 'loader', 'loader/policies', 'loader/overrides', 'loader/panel']
    .flatMap((folder) => {
      const path = join(ROOT, 'src', folder);
      return readdirSync(path).map((file) => join(path, file));
    })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('error-table.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}
