// The plugin on a desktop of the test kit: what Flex's own events and actions make of the timer.
/// <reference types="jest" />
import * as React from 'react';
import { act } from 'react-dom/test-utils';
import { aPlugin, type BootedPlugin, bootPlugin, faults } from '../../../../src/testing/index.ts';
import { buildExamplePlugin, type ExamplePlugin } from '../../test/example-plugins.ts';
import { show, takeDown, texts } from '../../test/render.ts';

jest.setTimeout(60_000);

let example: ExamplePlugin;
let booted: BootedPlugin;

beforeAll(async () => {
  example = await buildExamplePlugin('plugin-wrap-up-timer');
});
beforeEach(async () => {
  jest.spyOn(console, 'log').mockReturnValue();
  booted = await bootPlugin(example.code, example.declared);
  show(<>{booted.rendered('MainHeader')}</>);
});
afterEach(() => {
  takeDown();
  booted.close();
});

const wrapUp = () => act(() => void booted.manager.events.emit('taskWrapup', { taskSid: 'WT1' }));
const invoke = (action: string) => booted.flex.Actions.invokeAction(action, { sid: 'WR1' });
const complete = () => act(async () => void (await invoke('CompleteTask')));
const pass = (seconds: number) => act(() => booted.clock.advance(seconds * 1000));

test('waits in the header, and announces itself as the builder has it', () => {
  expect(booted.outcome.state).toBe('initialised');
  expect(texts('button')).toEqual(['Start']);
  expect(texts('strong')).toEqual(['0:00']);
  expect(console.log).toHaveBeenCalledWith('loading WrapUpTimerPlugin@1.0.0 plugin');
});

test('counts from the moment a task goes into wrap-up until it is completed', async () => {
  wrapUp();
  await pass(61);
  expect([...texts('strong'), ...texts('.hint')]).toEqual(['1:01', 'of 1:30']);
  await complete();
  await pass(30);
  expect([...texts('strong'), ...texts('.hint')]).toEqual(['1:01', 'Last wrap-up']);
});

test('tells when the target is over', async () => {
  wrapUp();
  await pass(95);
  expect([...texts('strong'), ...texts('.hint')]).toEqual(['1:35', '0:05 over']);
});

test('goes on counting when something cancels the completion', async () => {
  booted.flex.Actions.addListener('beforeCompleteTask', (_: unknown, cancel: () => void) =>
    cancel(),
  );
  wrapUp();
  await act(() => expect(invoke('CompleteTask')).rejects.toThrow('cancelled'));
  await pass(10);
  expect([...texts('strong'), ...texts('button')]).toEqual(['0:10', 'Done']);
});

test('other actions leave it alone', async () => {
  wrapUp();
  await act(async () => void (await invoke('SetActivity')));
  expect(texts('button')).toEqual(['Done']);
});

test('comes up beside plugins that fail', async () => {
  booted = await bootPlugin(example.code, {
    ...example.declared,
    plugins: [aPlugin('plugin-broken'), aPlugin('plugin-stuck')],
    before: (desktop) => {
      desktop.injectFault('plugin-broken', faults.throwsInInit());
      desktop.injectFault('plugin-stuck', faults.hangsInInit());
    },
  });
  expect(booted.report.healthy).toBe(false);
  expect(booted.outcome.state).toBe('initialised');
  expect(booted.rendered('MainHeader')).toHaveLength(1);
});
