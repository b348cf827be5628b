// The types of the plugin that this one depends on. At run time the loader links the bundle of the release;
// in a repository of its own this file would come with that plugin's package.
declare module 'plugin-customer-history' {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an ambient module cannot import
  type CustomerHistory = typeof import('../../plugin-customer-history/src/index.tsx');
  export type Contact = ReturnType<CustomerHistory['logContact']>;
  export type Customer = ReturnType<CustomerHistory['currentCustomer']>;
  export type NewContact = Parameters<CustomerHistory['logContact']>[0];

  export const version: CustomerHistory['version'];
  export const currentCustomer: CustomerHistory['currentCustomer'];
  export const recentContacts: CustomerHistory['recentContacts'];
  export const logContact: CustomerHistory['logContact'];
  export const onContactsChanged: CustomerHistory['onContactsChanged'];
}
