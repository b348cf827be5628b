// The timer under a clock of the test's own.
/// <reference types="jest" />
import * as React from 'react';
import { act } from 'react-dom/test-utils';
import { click, find, show, takeDown, texts } from '../../test/render.ts';
import { createWrapUpClock, type WrapUpClock } from '../src/wrap-up-clock.ts';
import { wrapUpState } from '../src/wrap-up-state.ts';
import { WrapUpTimer } from '../src/wrap-up-timer.tsx';

let clock: WrapUpClock;

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  clock = createWrapUpClock(() => Date.now());
  show(<WrapUpTimer clock={clock} />);
});
afterEach(() => {
  takeDown();
  jest.useRealTimers();
});

function pass(seconds: number): void {
  act(() => {
    jest.advanceTimersByTime(seconds * 1000);
  });
}

const tone = (): string => find('.wrap-up-timer').className.replace('wrap-up-timer ', '');

test('stands still and shows its target until a wrap-up begins', () => {
  pass(30);
  expect([tone(), ...texts('strong'), ...texts('.hint')]).toEqual(['idle', '0:00', 'Target 1:30']);
});

test('counts while it runs, warns before the target and turns overdue after it', () => {
  click('button', 'Start');
  pass(61);
  expect([tone(), ...texts('strong'), ...texts('.hint')]).toEqual(['running', '1:01', 'of 1:30']);
  pass(14);
  expect([tone(), ...texts('strong')]).toEqual(['due-soon', '1:15']);
  pass(20);
  expect([tone(), ...texts('strong'), ...texts('.hint')]).toEqual(['overdue', '1:35', '0:05 over']);
});

test('keeps the time of the last wrap-up and begins the next one at zero', () => {
  click('button', 'Start');
  pass(12);
  click('button', 'Done');
  pass(60);
  expect([tone(), ...texts('strong'), ...texts('.hint')]).toEqual(['idle', '0:12', 'Last wrap-up']);
  click('button', 'Start');
  expect(texts('strong')).toEqual(['0:00']);
});

test('follows the clock when something else starts and stops it', () => {
  act(() => clock.start());
  pass(3);
  act(() => clock.start());
  expect([tone(), ...texts('strong')]).toEqual(['running', '0:03']);
  act(() => clock.stop());
  expect(tone()).toBe('idle');
});

test('leaves no timer behind when the header goes away', () => {
  click('button', 'Start');
  expect(jest.getTimerCount()).toBeGreaterThan(0);
  act(takeDown);
  expect(jest.getTimerCount()).toBe(0);
});

test.each([
  [0, 0],
  [45_000, 0.5],
  [90_000, 1],
  [500_000, 1],
])('after %i ms the ring is filled to %f', (elapsedMs, progress) => {
  expect(wrapUpState(true, elapsedMs).progress).toBe(progress);
});
