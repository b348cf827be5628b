// The README's part of the benchmark and the results that are committed say the same.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readmeText, replaceText, textIn } from '../../bench/readme-table.ts';
import { type BootSummary, readResults } from '../../bench/results.ts';

const SUMMARY: BootSummary = {
  machine: {
    date: '2026-01-02T03:04:05Z',
    cpu: 'Some CPU',
    cores: 2,
    memoryGb: 8,
    system: 'linux',
    node: '20.0.0',
    chromium: '150.0',
    loadAverage: [0.1, 0.2, 0.3],
    packages: { 'single-spa': '6.0.3' },
  },
  quick: false,
  rows: [
    {
      row: { count: 50, graph: 'layered', network: 'slow', protocol: 'h2' },
      rounds: 5,
      settled: true,
      cells: [
        {
          contender: 'ours',
          visit: 'cold',
          samples: 5,
          failures: [],
          violations: 0,
          ratio: { median: 1.084, low: 1, high: 1.2 },
          mostCdnRequests: 1,
          medianBytes: 1,
        },
      ],
    },
  ],
  targets: [],
};

test('the README has the table of the committed results, and none where there are none', async () => {
  const readme = await readFile(join(process.cwd(), 'README.md'), 'utf8');
  const results = await readResults('boot');
  expect(textIn(readme)).toBe(results && readmeText(results));
});

test('a table is put between the comments, and what is around them stays', () => {
  const begin = '<!-- boot benchmark: written by bench/write-tables.ts -->';
  const document = `before\n${begin}\nold\n<!-- end of boot benchmark -->\nafter\n`;
  const replaced = replaceText(document, readmeText(SUMMARY));
  expect(textIn(replaced)).toBe(readmeText(SUMMARY));
  expect(replaced.startsWith(`before\n${begin}\n`)).toBe(true);
  expect(replaced.endsWith('<!-- end of boot benchmark -->\nafter\n')).toBe(true);
  expect(() => replaceText('no comments', '')).toThrow('lacks the lines');
});

test('the table has the ratio of each visit, and a dash where nothing was measured', () => {
  expect(readmeText(SUMMARY)).toContain('| ours | 1.08 | - | - |');
  expect(readmeText(SUMMARY)).toContain('Some CPU, 2 cores');
});
