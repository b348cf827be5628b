// Who the customer is, in the space of a business card, with the numbers that set the tone of a call.
import * as React from 'react';
import type { Contact, Customer } from './contact.ts';
import { SENTIMENTS } from './contact-row.tsx';
import { summariseContacts } from './summarise-contacts.ts';

type CustomerCardProps = {
  readonly customer: Customer;
  readonly customers: readonly Customer[];
  readonly contacts: readonly Contact[];
  readonly now: Date;
  readonly onChoose: (id: string) => void;
};

export function CustomerCard({
  customer,
  customers,
  contacts,
  now,
  onChoose,
}: CustomerCardProps): React.ReactElement {
  const { inLast30Days, open, mood } = summariseContacts(contacts, now);
  return (
    <header className="customer">
      <div className="who">
        <span className="initials" aria-hidden="true">
          {initialsOf(customer.name)}
        </span>
        <div className="name">
          <h2>{customer.name}</h2>
          <p>
            {customer.company} <span aria-hidden="true">·</span>{' '}
            <span className="phone">{customer.phone}</span>
          </p>
        </div>
        <label>
          <span className="visually-hidden">Recent customers</span>
          <select value="" onChange={(event) => onChoose(event.target.value)}>
            <option value="" hidden>
              Recent customers
            </option>
            {customers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <dl className="facts">
        <Fact name="Plan">
          <span className="badge new">{customer.plan}</span>
        </Fact>
        <Fact name="Customer since">{customer.customerSince}</Fact>
        <Fact name="Last 30 days">{counted(inLast30Days, 'contact')}</Fact>
        <Fact name="Open">
          {open === 0 ? 'Nothing' : <span className="badge warning">{counted(open, 'case')}</span>}
        </Fact>
        <Fact name="Mood">
          {mood === 'unknown' ? (
            'Unknown'
          ) : (
            <span className={`mood ${mood}`}>{SENTIMENTS[mood]}</span>
          )}
        </Fact>
      </dl>
    </header>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: React.ReactNode;
}): React.ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function initialsOf(name: string): string {
  return name
    .split(' ')
    .map(([first]) => first)
    .join('')
    .slice(0, 2);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
