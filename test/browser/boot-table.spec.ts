// docs/boot.md tells of every fault that these tests know, and of no other.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { titlesIn } from './boot-table.ts';
import { BOOT_ROWS } from './faults/boot-rows.ts';

test('the table in docs/boot.md has a row for every fault', async () => {
  const document = await readFile(join(import.meta.dirname, '../../docs/boot.md'), 'utf8');
  expect(titlesIn(document)).toEqual(BOOT_ROWS.map(({ title }) => title));
});
