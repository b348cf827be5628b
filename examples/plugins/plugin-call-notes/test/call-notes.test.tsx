// The notes joined to a real customer history, as the bundles are joined on the desktop.
/// <reference types="jest" />
import * as React from 'react';
import { act } from 'react-dom/test-utils';
import { createCustomerStore } from '../../plugin-customer-history/src/customer-store.ts';
import {
  SAMPLE_CUSTOMERS,
  sampleContacts,
} from '../../plugin-customer-history/src/sample-customers.ts';
import { click, enter, find, show, takeDown, texts, valueOf } from '../../test/render.ts';
import { CallNotes } from '../src/call-notes.tsx';

const now = (): Date => new Date(2026, 10, 24, 10, 0);
let history: ReturnType<typeof createCustomerStore> & { version: string };

beforeEach(() => {
  const store = createCustomerStore(SAMPLE_CUSTOMERS, sampleContacts(now()), now);
  history = { ...store, version: '1.0.0' };
  show(<CallNotes history={history} />);
});
afterEach(takeDown);

const notes = (): string => valueOf('textarea');

test('the notes begin with the customer and their last contact', () => {
  expect(texts('.last strong')).toEqual(['Second smart meter not reporting']);
  expect(notes()).toBe(
    'Mara from Northwind Energy calls about “Second smart meter not reporting” (chat, Ines Duarte).\n\nSince then: \nAgreed: ',
  );
});

test('another template fills the notes anew', () => {
  enter('select', 'fault');
  expect(notes()).toMatch(/^Mara from Northwind Energy reports a fault\./);
});

test('saved notes become a contact of the history, and the next notes follow from them', () => {
  enter('textarea', 'Readings are back.\n\nMara is happy.');
  click('.outcome input:not(:checked)');
  click('.button.primary');
  expect(history.recentContacts(1)).toMatchObject([
    {
      channel: 'voice',
      subject: 'Follow-up: Second smart meter not reporting',
      summary: 'Readings are back. Mara is happy.',
      outcome: 'follow-up',
    },
  ]);
  expect(texts('[role=status]')).toEqual(['Saved to the history of Mara Lindqvist']);
  expect(texts('.last strong')).toEqual(['Follow-up: Second smart meter not reporting']);
  expect(notes()).toContain('calls about “Second smart meter not reporting” (call, You)');
});

test('each customer keeps a draft of their own', () => {
  enter('textarea', 'In the middle of a sen');
  act(() => history.showCustomer('theo-okafor'));
  expect(notes()).toContain('Theo from Harbour Logistics');
  act(() => history.showCustomer('mara-lindqvist'));
  expect(notes()).toBe('In the middle of a sen');
});

test('notes that nobody touched follow the history', () => {
  act(() => {
    history.logContact({
      channel: 'email',
      subject: 'Refund arrived',
      summary: '',
      agent: 'Jonas Weber',
      outcome: 'resolved',
      sentiment: 'positive',
    });
  });
  expect(notes()).toContain('calls about “Refund arrived” (e-mail, Jonas Weber)');
});

test('empty notes cannot be saved', () => {
  enter('textarea', '  \n ');
  expect(find('.button.primary').hasAttribute('disabled')).toBe(true);
});
