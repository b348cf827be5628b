// The check that stands at the end of every fault can fail: code that runs after the boot is seen.
import { flexBundle } from '../../src/testing/index.ts';
import { stepsRunLate } from './light/after-the-boot.ts';
import { expect, test } from './light/fixtures.ts';

test('what a plugin runs nine seconds after the boot is seen as late', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-late');
  scene.release([plugin]);
  const top = "setTimeout(() => journal.push('evaluate plugin-late'), 9_000);";
  scene.serve(plugin, { body: flexBundle('plugin-late', { top }) });
  await scene.open(page);
  await scene.boot(page);
  expect(await stepsRunLate(page, scene.server)).toEqual(['evaluate plugin-late']);
});

test('a script whose answer comes after the boot is seen as late', async ({ page, scene }) => {
  const src = `${scene.server.cdn}/late.js`;
  scene.server.serve(src, { body: "journal.push('evaluate plugin-late');", pace: 'hang' });
  scene.release([scene.plugin('plugin-classic')]);
  await scene.open(page);
  await scene.boot(page);
  await page.evaluate((late) => {
    document.head.append(Object.assign(document.createElement('script'), { src: late }));
  }, src);
  await expect.poll(() => scene.server.arrivals(src).length).toBe(1);
  expect(await stepsRunLate(page, scene.server)).toEqual(['evaluate plugin-late']);
});
