// The panel: the customer, the search, and the contacts that it leaves.
import * as React from 'react';
import { PASTE_LOOK } from '../../look/paste-look.ts';
import { ContactRow } from './contact-row.tsx';
import { ContactSearch } from './contact-search.tsx';
import { CustomerCard } from './customer-card.tsx';
import type { CustomerStore } from './customer-store.ts';
import { type ContactFilter, filterContacts } from './filter-contacts.ts';
import { HISTORY_STYLES } from './styles.ts';

type HistoryPanelProps = {
  readonly store: CustomerStore;
  readonly version: string;
  readonly now: () => Date;
};

const EVERYTHING: ContactFilter = { text: '' };

export function HistoryPanel({ store, version, now }: HistoryPanelProps): React.ReactElement {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  const [filter, setFilter] = React.useState(EVERYTHING);
  React.useEffect(() => store.onContactsChanged(redraw), [store]);

  const customer = store.currentCustomer();
  const contacts = store.recentContacts();
  const found = filterContacts(contacts, filter);
  return (
    <section className="paste-look customer-history" aria-label="Customer history">
      <style>{PASTE_LOOK + HISTORY_STYLES}</style>
      <CustomerCard
        customer={customer}
        customers={store.customers}
        contacts={contacts}
        now={now()}
        onChoose={store.showCustomer}
      />
      <ContactSearch contacts={contacts} filter={filter} onChange={setFilter} />
      {found.length === 0 ? (
        <NothingFound onClear={() => setFilter(EVERYTHING)} />
      ) : (
        <ul className="contacts">
          {found.map((contact) => (
            <ContactRow key={contact.id} contact={contact} now={now()} />
          ))}
        </ul>
      )}
      <footer>Customer history {version}</footer>
    </section>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): React.ReactElement {
  return (
    <div className="nothing" role="status">
      <p>
        <strong>No contact matches</strong>
      </p>
      <p>
        Try another word or channel, or{' '}
        <button type="button" className="button link" onClick={onClear}>
          show all contacts
        </button>
        .
      </p>
    </div>
  );
}
