// Every fault once in the real Flex UI: its desktop renders, and every plugin without a fault is up in it.
import { test as base, expect } from '@playwright/test';
import { BOOT_ROWS } from './faults/boot-rows.ts';
import { bootInFlex } from './flex/boot-in-flex.ts';
import { type FlexLab, openFlexLab } from './flex/flex-lab.ts';

const test = base.extend<object, { lab: FlexLab }>({
  lab: [
    async ({ launchOptions }, use) => {
      const lab = await openFlexLab(launchOptions);
      await use(lab);
      await lab.close();
    },
    { scope: 'worker' },
  ],
});

// One browser that has compiled Flex UI before is faster than three that have not.
test.describe.configure({ mode: 'default' });

for (const row of BOOT_ROWS) {
  test(`Flex UI with the fault "${row.title}" renders its desktop with all other plugins`, async ({
    lab,
  }) => {
    const { up, codes, deadlineHit, late } = await bootInFlex(row, lab);
    expect(up).toEqual(row.startable);
    expect([...codes].sort()).toEqual([...new Set(row.codes)].sort());
    expect(deadlineHit).toBe(false);
    expect(late).toEqual([]);
  });
}
