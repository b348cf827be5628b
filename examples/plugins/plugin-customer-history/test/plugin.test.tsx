// The plugin on a desktop of the test kit: what it shows, what it listens to, what it offers to others.
/// <reference types="jest" />
import * as React from 'react';
import { act } from 'react-dom/test-utils';
import { type BootedPlugin, bootPlugin, faults } from '../../../../src/testing/index.ts';
import { buildExamplePlugin, type ExamplePlugin } from '../../test/example-plugins.ts';
import { show, takeDown, texts } from '../../test/render.ts';
import type * as Exports from '../src/index.tsx';

jest.setTimeout(60_000);

let example: ExamplePlugin;
let booted: BootedPlugin;

beforeAll(async () => {
  example = await buildExamplePlugin('plugin-customer-history');
});
beforeEach(async () => {
  booted = await bootPlugin(example.code, example.declared);
});
afterEach(() => {
  takeDown();
  booted.close();
});

const showHistory = () => show(<>{booted.rendered('CRMContainer')}</>);
const accept = (attributes: object) =>
  act(() => void booted.manager.events.emit('taskAccepted', { attributes }));

test('takes the place of the CRM container and shows a customer in it', () => {
  expect(booted.outcome.state).toBe('initialised');
  showHistory();
  expect(texts('h2')).toEqual(['Mara Lindqvist']);
  expect(texts('footer')).toEqual(['Customer history 1.0.0']);
});

test.each([
  ['the number of a call', { from: '+14155550134' }],
  ['the address of a conversation', { customerAddress: '+1 (415) 555-0134' }],
])('an accepted task brings its customer up, by %s', (_, attributes) => {
  showHistory();
  accept(attributes);
  expect(texts('h2')).toEqual(['Theo Okafor']);
});

test.each([
  ['of somebody unknown', { from: '+10000000000' }],
  ['without an address', { direction: 'outbound' }],
  ['whose address is no text', { from: 14155550134 }],
])('a task %s leaves the customer as they are', (_, attributes) => {
  showHistory();
  accept(attributes);
  expect(texts('h2')).toEqual(['Mara Lindqvist']);
});

test('offers the customer and their contacts to the plugins that depend on it', () => {
  const { version, currentCustomer, recentContacts, logContact, onContactsChanged } =
    booted.exportsOf('plugin-customer-history') as unknown as typeof Exports;
  expect(version).toBe('1.0.0');
  expect(currentCustomer().name).toBe('Mara Lindqvist');

  const changed = jest.fn();
  const stop = onContactsChanged(changed);
  const contact = {
    channel: 'voice',
    subject: 'Meter is back',
    summary: 'Readings arrive again.',
    agent: 'You',
    outcome: 'resolved',
    sentiment: 'positive',
  } as const;
  logContact(contact);
  expect(changed).toHaveBeenCalledTimes(1);
  expect(recentContacts(1)).toMatchObject([contact]);
  expect(recentContacts(1)[0]?.at).toEqual(new Date('2026-01-05T09:00:00Z'));

  stop();
  logContact(contact);
  expect(changed).toHaveBeenCalledTimes(1);
});

test('is refused by a desktop that is older than what it declares', async () => {
  booted = await bootPlugin(example.code, { ...example.declared, flex: { VERSION: '1.34.0' } });
  expect(booted.outcome).toMatchObject({ state: 'refused', error: { code: 'engine-mismatch' } });
  expect(booted.rendered('CRMContainer')).toEqual([]);
});

test('leaves the CRM container alone when its bundle does not come', async () => {
  booted = await bootPlugin(example.code, { ...example.declared, fault: faults.notFound() });
  expect(booted.outcome.error?.code).toBe('bundle-status');
  expect(booted.rendered('CRMContainer')).toEqual([]);
});
