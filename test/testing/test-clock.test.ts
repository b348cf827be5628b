/** @jest-environment node */
// The clock of a desktop: it moves when it is told to, and nothing on the page moves without it.
import { type Desktop, openDesktop } from '../../src/testing/index.ts';

let desktop: Desktop;

beforeEach(() => {
  desktop = openDesktop({ startAt: new Date('2026-03-01T12:00:00Z') });
});
afterEach(() => desktop.close());

it('calls timers in the order in which they come due, each at its time', async () => {
  const calls: string[] = [];
  const note = (name: string) => () => calls.push(`${name} ${performance.now()}`);
  setTimeout(note('late'), 300);
  setTimeout(note('soon'), 100);
  setTimeout(note('soon too'), 100);
  const every = setInterval(note('every'), 150);
  const cancelled = setTimeout(note('never'), 50);
  clearTimeout(cancelled);
  await desktop.clock.advance(310);
  clearInterval(every);
  await desktop.clock.advance(1_000);
  expect(calls).toEqual(['soon 100', 'soon too 100', 'every 150', 'late 300', 'every 300']);
  expect(desktop.clock.elapsedMs()).toBe(1_310);
});

it('calls timers that other timers set, also after a promise', async () => {
  const calls: number[] = [];
  const again = () => {
    calls.push(Date.now() - Date.UTC(2026, 2, 1, 12));
    void Promise.resolve().then(() => calls.length < 4 && setTimeout(again, 10));
  };
  setTimeout(again, 10);
  await desktop.clock.advance(35);
  expect(calls).toEqual([10, 20, 30]);
});

it('hands on the arguments of a timer', async () => {
  const call = jest.fn();
  setTimeout(call, 1, 'a', 2);
  await desktop.clock.advance(1);
  expect(call).toHaveBeenCalledWith('a', 2);
});

it('is what Date says', async () => {
  await desktop.clock.advance(61_000);
  expect(new Date().toISOString()).toBe('2026-03-01T12:01:01.000Z');
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new Date()).toBeInstanceOf(Date);
  expect(Date.UTC(2026, 0)).toBe(new Date('2026-01-01T00:00:00Z').getTime());
});

it('tells what a timer threw, after all of them were called', async () => {
  const thrown = new Error('in a timer');
  const after = jest.fn();
  const onError = jest.fn();
  addEventListener('error', onError);
  setTimeout(() => {
    throw thrown;
  }, 10);
  setTimeout(after, 20);
  await expect(desktop.clock.advance(30)).rejects.toBe(thrown);
  expect(after).toHaveBeenCalledTimes(1);
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ error: thrown }));
  await desktop.clock.advance(10);
});

it('runs until a promise settles, over the longest pause, and not further', async () => {
  const hour = new Promise<string>((resolve) => setTimeout(resolve, 3_600_000, 'done'));
  expect(await desktop.clock.runUntil(hour)).toBe('done');
  expect(desktop.clock.elapsedMs()).toBe(3_600_000);
  const failing = new Promise<never>((_, reject) => setTimeout(reject, 5, new Error('no')));
  await expect(desktop.clock.runUntil(failing)).rejects.toThrow('no');
});

it('lets real work end before it leaps over it', async () => {
  const realWork = import('node:fs/promises').then((fs) => fs.readFile(__filename, 'utf8'));
  const late = new Promise<string>((resolve) => setTimeout(resolve, 4_000, 'late'));
  expect(await desktop.clock.runUntil(Promise.race([realWork, late]))).toContain('realWork');
});

it('gives up on a promise that nothing will settle', async () => {
  await expect(desktop.clock.runUntil(new Promise(() => undefined))).rejects.toThrow(
    'No timer is left',
  );
}, 60_000);

it('a reload forgets the timers of the page before it, and time goes on', async () => {
  const call = jest.fn();
  setTimeout(call, 100);
  await desktop.clock.advance(50);
  desktop.reload();
  await desktop.clock.advance(100);
  expect(call).not.toHaveBeenCalled();
  expect(desktop.clock.elapsedMs()).toBe(150);
});
