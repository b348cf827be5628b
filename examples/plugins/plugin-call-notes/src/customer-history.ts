// The part of plugin-customer-history that the notes work with, as one argument.
import type { Contact, Customer, NewContact } from 'plugin-customer-history';

export type CustomerHistory = {
  readonly version: string;
  readonly currentCustomer: () => Customer;
  readonly recentContacts: (limit?: number) => readonly Contact[];
  readonly logContact: (contact: NewContact) => Contact;
  readonly onContactsChanged: (listener: () => void) => () => void;
};
