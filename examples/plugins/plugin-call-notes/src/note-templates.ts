// What agents write again and again, with gaps for the customer and their last contact.
import type { Contact, Customer } from 'plugin-customer-history';

export type NoteTemplate = {
  readonly id: string;
  readonly name: string;
  /** What the history shows as the subject of the saved notes. */
  readonly subject: string;
  readonly text: string;
};

export const NOTE_TEMPLATES: readonly [NoteTemplate, ...NoteTemplate[]] = [
  {
    id: 'follow-up',
    name: 'Follow-up on last contact',
    subject: 'Follow-up: {lastSubject}',
    text: '{firstName} from {company} calls about “{lastSubject}” ({lastChannel}, {lastAgent}).\n\nSince then: \nAgreed: ',
  },
  {
    id: 'billing',
    name: 'Billing question',
    subject: 'Billing question',
    text: '{firstName} from {company} asks about an invoice.\n\nInvoice number: \nAmount in question: \nAgreed: ',
  },
  {
    id: 'fault',
    name: 'Fault report',
    subject: 'Fault report',
    text: '{firstName} from {company} reports a fault.\n\nWhat happens: \nSince when: \nTried so far: \nNext step: ',
  },
];

const CHANNEL_WORDS = { voice: 'call', chat: 'chat', sms: 'SMS', email: 'e-mail' } as const;

/** Fills the gaps; a customer without any contact reads as their first one. */
export function fillTemplate(text: string, customer: Customer, last: Contact | undefined): string {
  const gaps: Record<string, string> = {
    firstName: customer.name.split(' ')[0] ?? customer.name,
    company: customer.company,
    lastSubject: last?.subject.replace(/^Follow-up: /, '') ?? 'first contact',
    lastChannel: last ? CHANNEL_WORDS[last.channel] : 'new customer',
    lastAgent: last?.agent ?? 'nobody yet',
  };
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);
}
