// The recorder in a page: when the boot is over, and what counts as out of order.
import { JSDOM } from 'jsdom';
import type { BootResult } from '../../../bench/boot/boot-result.ts';
import type { Work } from '../../../bench/boot/contender.ts';
import { recorderScript } from '../../../bench/boot/recorder.ts';

type Page = {
  bench: { evaluated(name: string): void; init(name: string): void; exported(count: number): void };
  benchResult?: BootResult;
};

const WORK: Work = [
  { name: 'base', version: '1.0.0', dependencies: [], code: '' },
  { name: 'top', version: '1.0.0', dependencies: ['base'], code: '' },
];

async function openPage(): Promise<Page & { heard: () => number }> {
  const { window } = new JSDOM('<!doctype html><body></body>', { runScripts: 'outside-only' });
  let heard = 0;
  window.addEventListener('benchresult', () => heard++);
  window.eval(await recorderScript(WORK));
  return Object.assign(window as unknown as Page, { heard: () => heard });
}

function start({ bench }: Page, ...names: readonly string[]): void {
  for (const name of names) {
    bench.evaluated(name);
    bench.init(name);
  }
}

test('the boot is over when the last plugin was initialised, and says when and what it ran', async () => {
  const page = await openPage();
  page.bench.exported(3);
  page.bench.exported(4);
  start(page, 'base');
  expect(page.benchResult).toBeUndefined();
  start(page, 'top');
  expect(page.benchResult).toMatchObject({ violations: 0, exported: 7 });
  expect(page.benchResult?.totalMs).toBeGreaterThanOrEqual(
    page.benchResult?.firstEvaluatedMs ?? 1e9,
  );
  expect(page.heard()).toBe(1);
});

test('plugins may be evaluated first and initialised afterwards, each in order', async () => {
  const page = await openPage();
  for (const name of ['base', 'top']) page.bench.evaluated(name);
  for (const name of ['base', 'top']) page.bench.init(name);
  expect(page.benchResult?.violations).toBe(0);
});

test('evaluation and init before what is needed count once each', async () => {
  const page = await openPage();
  start(page, 'top', 'base');
  expect(page.benchResult?.violations).toBe(2);
});

test('an init without evaluation, twice, or of an unknown plugin is out of order', async () => {
  const page = await openPage();
  page.bench.init('base');
  start(page, 'base', 'stranger');
  expect(page.benchResult?.violations).toBeGreaterThanOrEqual(4);
});
