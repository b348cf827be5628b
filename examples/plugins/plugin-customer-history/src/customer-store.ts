// Which customer the desktop is about and what is known of their contacts; tells its listeners of each change.
import type { Contact, Customer } from './contact.ts';

export type NewContact = Omit<Contact, 'id' | 'customerId' | 'at'>;

export type CustomerStore = {
  readonly customers: readonly Customer[];
  readonly currentCustomer: () => Customer;
  /** Contacts of the current customer, the newest first. */
  readonly recentContacts: (limit?: number) => readonly Contact[];
  readonly showCustomer: (id: string) => void;
  /** Shows the customer who uses this phone number or e-mail address; false when nobody does. */
  readonly showCustomerAt: (address: string) => boolean;
  /** Adds a contact of the current customer that ends now. */
  readonly logContact: (contact: NewContact) => Contact;
  /** Calls back after each change of customer or contacts; returns what stops it. */
  readonly onContactsChanged: (listener: () => void) => () => void;
};

export function createCustomerStore(
  customers: readonly [Customer, ...Customer[]],
  history: readonly Contact[],
  now: () => Date,
): CustomerStore {
  let current = customers[0];
  let contacts = [...history];
  const listeners = new Set<() => void>();
  const announce = (): void => {
    for (const listener of listeners) listener();
  };

  function show(customer: Customer | undefined): boolean {
    if (customer === undefined) return false;
    if (customer !== current) {
      current = customer;
      announce();
    }
    return true;
  }

  return {
    customers,
    currentCustomer: () => current,
    recentContacts: (limit) =>
      contacts
        .filter(({ customerId }) => customerId === current.id)
        .sort((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, limit),
    showCustomer: (id) => void show(customers.find((customer) => customer.id === id)),
    showCustomerAt: (address) =>
      show(customers.find(({ phone, email }) => isSame(phone, address) || isSame(email, address))),
    logContact(contact) {
      const logged = {
        ...contact,
        id: `logged-${contacts.length}`,
        customerId: current.id,
        at: now(),
      };
      contacts = [...contacts, logged];
      announce();
      return logged;
    },
    onContactsChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

// Twilio writes phone numbers without the spaces that people put in.
function isSame(known: string, address: string): boolean {
  const bare = (text: string): string => text.replace(/[\s()-]/g, '').toLowerCase();
  return bare(known) === bare(address);
}
