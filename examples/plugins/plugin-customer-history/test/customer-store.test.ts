// What other plugins can rely on: the current customer, their contacts, and news of both.
/// <reference types="jest" />
import type { NewContact } from '../src/customer-store.ts';
import { createCustomerStore } from '../src/customer-store.ts';
import { describeWhen } from '../src/describe-when.ts';
import { SAMPLE_CUSTOMERS, sampleContacts } from '../src/sample-customers.ts';
import { summariseContacts } from '../src/summarise-contacts.ts';

const now = (): Date => new Date(2026, 10, 24, 10, 0);
const newStore = () => createCustomerStore(SAMPLE_CUSTOMERS, sampleContacts(now()), now);

const CALL: NewContact = {
  channel: 'voice',
  subject: 'Called back',
  summary: 'Readings are back.',
  agent: 'Robin Ferreira',
  outcome: 'resolved',
  sentiment: 'positive',
};

test('a logged contact is the newest of the current customer and of nobody else', () => {
  const store = newStore();
  const logged = store.logContact(CALL);
  expect(logged).toMatchObject({ customerId: 'mara-lindqvist', at: now() });
  expect(store.recentContacts(1)).toEqual([logged]);
  store.showCustomer('theo-okafor');
  expect(store.recentContacts().map(({ subject }) => subject)).not.toContain('Called back');
});

test('listeners hear of changes until they stop listening', () => {
  const store = newStore();
  let heard = 0;
  const stop = store.onContactsChanged(() => heard++);
  store.logContact(CALL);
  store.showCustomer('theo-okafor');
  store.showCustomer('theo-okafor');
  expect(heard).toBe(2);
  stop();
  store.showCustomer('mara-lindqvist');
  expect(heard).toBe(2);
});

test.each([
  ['+14155550134', 'theo-okafor'],
  ['+81 (3) 5550-0172', 'yuki-tanabe'],
  ['THEO@harbour.example', 'theo-okafor'],
])('%s is recognised', (address, id) => {
  const store = newStore();
  expect(store.showCustomerAt(address)).toBe(true);
  expect(store.currentCustomer().id).toBe(id);
});

test('an unknown address leaves the customer as it was', () => {
  const store = newStore();
  expect(store.showCustomerAt('+49000')).toBe(false);
  expect(store.currentCustomer().id).toBe('mara-lindqvist');
});

test.each([
  [new Date(2026, 10, 24, 0, 5), 'Today, 00:05'],
  [new Date(2026, 10, 23, 23, 59), 'Yesterday, 23:59'],
  [new Date(2026, 10, 6, 14, 5), '6 Nov, 14:05'],
  [new Date(2025, 11, 31, 8, 0), '31 Dec 2025, 08:00'],
])('%s reads as %s', (at, words) => {
  expect(describeWhen(at, now())).toBe(words);
});

test('a customer without contacts has no mood', () => {
  expect(summariseContacts([], now())).toEqual({ inLast30Days: 0, open: 0, mood: 'unknown' });
});
