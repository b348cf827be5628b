// One line on what happened last, as plugin-customer-history tells it.
import type { Contact } from 'plugin-customer-history';
import * as React from 'react';

const OUTCOME_TONES = {
  resolved: ['success', 'Resolved'],
  'follow-up': ['warning', 'Follow-up'],
  escalated: ['error', 'Escalated'],
} as const;

type LastContactProps = { readonly contact: Contact | undefined; readonly version: string };

export function LastContact({ contact, version }: LastContactProps): React.ReactElement {
  if (contact === undefined) return <p className="last">No earlier contact with this customer.</p>;
  const [tone, label] = OUTCOME_TONES[contact.outcome];
  return (
    <p className="last" title={`From plugin-customer-history ${version}`}>
      <span className="label">Last contact</span>
      <strong>{contact.subject}</strong>
      <span className="agent">with {contact.agent}</span>
      <span className={`badge ${tone}`}>{label}</span>
    </p>
  );
}
