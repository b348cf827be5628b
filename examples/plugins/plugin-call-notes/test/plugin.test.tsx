// The plugin on a desktop of the test kit, beside the plugin that it depends on, and without it.
/// <reference types="jest" />
import * as React from 'react';
import { act } from 'react-dom/test-utils';
import { aPlugin, type BootedPlugin, bootPlugin, faults } from '../../../../src/testing/index.ts';
import { buildExamplePlugin, type ExamplePlugin } from '../../test/example-plugins.ts';
import { click, enter, show, takeDown, texts, valueOf } from '../../test/render.ts';

jest.setTimeout(60_000);

const HISTORY = 'plugin-customer-history';
const PLACE = 'AgentDesktopView.Panel1';

let notes: ExamplePlugin;
let history: ExamplePlugin;
let booted: BootedPlugin;

beforeAll(async () => {
  history = await buildExamplePlugin(HISTORY);
  notes = await buildExamplePlugin('plugin-call-notes');
});
afterEach(() => {
  takeDown();
  booted.close();
});

describe('with the customer history', () => {
  beforeEach(async () => {
    booted = await bootPlugin(notes.code, { ...notes.declared, plugins: [history.released] });
    show(
      <>
        {booted.rendered('CRMContainer')}
        {booted.rendered(PLACE)}
      </>,
    );
  });

  test('begins the notes with what the history knows', () => {
    expect(booted.outcome.state).toBe('initialised');
    expect(texts('.last strong')).toEqual(['Second smart meter not reporting']);
    expect(valueOf('.call-notes textarea')).toContain('Second smart meter not reporting');
  });

  test('writes saved notes into the history that the agent sees', () => {
    enter('.call-notes textarea', 'All readings are back.');
    click('.call-notes .button.primary');
    expect(texts('.contact .summary')[0]).toBe('All readings are back.');
    expect(texts('.contact time')[0]).toMatch(/^Today, /);
  });

  test('follows the history to the customer of the next task', () => {
    const attributes = { from: '+14155550134' };
    act(() => void booted.manager.events.emit('taskAccepted', { attributes }));
    expect(valueOf('.call-notes textarea')).toContain('Theo from Harbour Logistics');
  });
});

test('stands below what else is in the panel', async () => {
  booted = await bootPlugin(notes.code, {
    ...notes.declared,
    plugins: [history.released],
    before: ({ flex }) => {
      const { Panel1 } = flex.AgentDesktopView;
      Panel1.Content.add(<p key="late" />, { sortOrder: 11 });
      Panel1.Content.add(<p key="early" />, { sortOrder: 9 });
    },
  });
  const keys = booted.rendered(PLACE).map((element) => (element as React.ReactElement).key);
  expect(keys).toEqual(['early', 'call-notes', 'late']);
});

test('is refused, and shows nothing, where the history is not released', async () => {
  booted = await bootPlugin(notes.code, notes.declared);
  expect(booted.outcome).toMatchObject({ state: 'refused', error: { code: 'dependency-missing' } });
  expect(booted.outcome.error?.explanation).toContain(HISTORY);
  expect(booted.rendered(PLACE)).toEqual([]);
});

test('is refused beside a history whose exports it does not know', async () => {
  booted = await bootPlugin(notes.code, {
    ...notes.declared,
    plugins: [aPlugin(HISTORY, { version: '2.0.0' })],
  });
  expect(booted.outcome.error).toMatchObject({
    code: 'dependency-version',
    details: { found: '2.0.0', range: '^1.0.0' },
  });
});

test.each([
  ['throws in init', faults.throwsInInit('no customers today'), 'init-threw'],
  ['hangs in init', faults.hangsInInit(), 'init-timeout'],
  ['does not come', faults.offline(), 'bundle-unreachable'],
])('is skipped, and says why, when the history %s', async (_, fault, rootCode) => {
  booted = await bootPlugin(notes.code, {
    ...notes.declared,
    plugins: [history.released],
    before: (desktop) => desktop.injectFault(HISTORY, fault),
  });
  expect(booted.outcome).toMatchObject({
    state: 'skipped',
    error: { code: 'dependency-failed', details: { root: HISTORY, rootCode } },
  });
  expect(booted.rendered(PLACE)).toEqual([]);
});
