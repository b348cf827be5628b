// Keeps one draft per customer, so that switching customers in the middle of a sentence loses nothing.
import type { Contact, Customer } from 'plugin-customer-history';
import * as React from 'react';
import type { CustomerHistory } from './customer-history.ts';
import { type Draft, newDraft } from './draft.ts';

export type OpenDraft = {
  readonly customer: Customer;
  readonly last: Contact | undefined;
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly discard: () => void;
};

export function useDraft(history: CustomerHistory): OpenDraft {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  const [drafts, setDrafts] = React.useState<Readonly<Record<string, Draft>>>({});
  React.useEffect(() => history.onContactsChanged(redraw), [history]);

  const customer = history.currentCustomer();
  const [last] = history.recentContacts(1);
  const draft = drafts[customer.id] ?? newDraft(customer, last);
  return {
    customer,
    last,
    draft,
    change: (change) => setDrafts({ ...drafts, [customer.id]: { ...draft, ...change } }),
    discard: () => {
      const { [customer.id]: _, ...others } = drafts;
      setDrafts(others);
    },
  };
}
