// The plugin, and what it offers to other plugins: the customer at hand and their contacts.
import type * as Flex from '@twilio/flex-ui';
import * as React from 'react';
import type { Contact, Customer } from './contact.ts';
import { createCustomerStore, type NewContact } from './customer-store.ts';
import { HistoryPanel } from './history-panel.tsx';
import { SAMPLE_CUSTOMERS, sampleContacts } from './sample-customers.ts';

export type { Channel, Contact, Customer, Outcome, Sentiment } from './contact.ts';
export type { NewContact } from './customer-store.ts';

declare const PLUGIN_VERSION: string;

const now = (): Date => new Date();
const store = createCustomerStore(SAMPLE_CUSTOMERS, sampleContacts(now()), now);

/** The version of this plugin, for dependents that want to say what they work with. */
export const version = PLUGIN_VERSION;

/** The customer whom the desktop is about. */
export function currentCustomer(): Customer {
  return store.currentCustomer();
}

/** Contacts of the current customer, the newest first; all of them without a limit. */
export function recentContacts(limit?: number): readonly Contact[] {
  return store.recentContacts(limit);
}

/** Adds a contact of the current customer, dated now, and shows it in the history. */
export function logContact(contact: NewContact): Contact {
  return store.logContact(contact);
}

/** Calls back when the customer or their contacts change; returns what ends the subscription. */
export function onContactsChanged(listener: () => void): () => void {
  return store.onContactsChanged(listener);
}

export default class CustomerHistoryPlugin {
  init(flex: typeof Flex, manager: Flex.Manager): void {
    const panel = <HistoryPanel key="customer-history" store={store} version={version} now={now} />;
    flex.CRMContainer.Content.replace(panel, { sortOrder: -1 });
    manager.events.addListener('taskAccepted', ({ attributes }) => {
      const address = attributes['customerAddress'] ?? attributes['from'];
      if (typeof address === 'string') store.showCustomerAt(address);
    });
  }
}
