// The panel as an agent uses it: search, filter, open a contact, change the customer.
/// <reference types="jest" />
import * as React from 'react';
import { click, enter, find, show, takeDown, texts, valueOf } from '../../test/render.ts';
import { type CustomerStore, createCustomerStore } from '../src/customer-store.ts';
import { HistoryPanel } from '../src/history-panel.tsx';
import { SAMPLE_CUSTOMERS, sampleContacts } from '../src/sample-customers.ts';

const now = (): Date => new Date(2026, 10, 24, 10, 0);
let store: CustomerStore;

beforeEach(() => {
  store = createCustomerStore(SAMPLE_CUSTOMERS, sampleContacts(now()), now);
  show(<HistoryPanel store={store} version="1.2.3" now={now} />);
});
afterEach(takeDown);

const subjects = (): string[] => texts('.contact strong');

test('shows the customer and their contacts, the newest first', () => {
  expect(texts('h2')).toEqual(['Mara Lindqvist']);
  expect(subjects()).toEqual([
    'Second smart meter not reporting',
    'Invoice 20318 charged twice',
    'Contract renewal terms',
    'Engineer visit reminder',
    'Power quality at site B',
  ]);
  expect(texts('time')[0]).toBe('Yesterday, 16:12');
  expect(texts('footer')).toEqual(['Customer history 1.2.3']);
});

test('sums up what an agent wants to know before saying hello', () => {
  expect(texts('dd')).toEqual(['Premier support', '2019', '4 contacts', '2 cases', 'Neutral']);
});

test('a search leaves the contacts in which every word occurs, and counts them per channel', () => {
  enter('input[type=search]', 'INES  visit');
  expect(subjects()).toEqual(['Engineer visit reminder']);
  expect(texts('.channels button')).toEqual(['All 1', 'Voice 0', 'Chat 0', 'SMS 1', 'Email 0']);
});

test('a channel leaves its own contacts', () => {
  click('.channels button', 'Voice');
  expect(subjects()).toEqual(['Invoice 20318 charged twice', 'Power quality at site B']);
  expect(find('.channels [aria-pressed=true]').textContent).toContain('Voice');
});

test('a search without result says so and offers the way back', () => {
  enter('input[type=search]', 'zebra');
  expect(subjects()).toEqual([]);
  expect(texts('[role=status]')[0]).toContain('No contact matches');
  click('.button.link');
  expect(subjects()).toHaveLength(5);
  expect(valueOf('input[type=search]')).toBe('');
});

test('a contact opens and closes on its button', () => {
  expect(find('.entry').getAttribute('aria-expanded')).toBe('false');
  click('.entry');
  expect(find('.entry').getAttribute('aria-expanded')).toBe('true');
  click('.entry');
  expect(find('.entry').getAttribute('aria-expanded')).toBe('false');
});

test('choosing another customer shows theirs', () => {
  enter('select', 'yuki-tanabe');
  expect(texts('h2')).toEqual(['Yuki Tanabe']);
  expect(subjects()).toEqual(['How to invite teammates']);
});
