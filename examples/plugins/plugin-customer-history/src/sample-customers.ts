// Three customers with a past, in place of the CRM that a real contact centre would ask. Times are
// relative to now, so that the desktop looks lived-in whenever it is started.
import type { Contact, Customer } from './contact.ts';

export const SAMPLE_CUSTOMERS: readonly [Customer, ...Customer[]] = [
  {
    id: 'mara-lindqvist',
    name: 'Mara Lindqvist',
    company: 'Northwind Energy',
    phone: '+44 20 7946 0018',
    email: 'mara.lindqvist@northwind.example',
    plan: 'Premier support',
    customerSince: 2019,
  },
  {
    id: 'theo-okafor',
    name: 'Theo Okafor',
    company: 'Harbour Logistics',
    phone: '+1 415 555 0134',
    email: 'theo@harbour.example',
    plan: 'Standard',
    customerSince: 2022,
  },
  {
    id: 'yuki-tanabe',
    name: 'Yuki Tanabe',
    company: 'Kumo Studio',
    phone: '+81 3 5550 0172',
    email: 'yuki@kumo.example',
    plan: 'Trial',
    customerSince: 2026,
  },
];

type Past = Omit<Contact, 'id' | 'customerId' | 'at'> & { readonly hoursAgo: number };

const PAST: Readonly<Record<string, readonly Past[]>> = {
  'mara-lindqvist': [
    {
      hoursAgo: 3,
      channel: 'chat',
      subject: 'Second smart meter not reporting',
      summary:
        'Meter NW-4471 shows no readings since Tuesday. Reset it remotely; readings should be back within 24 hours. Promised a call if they are not.',
      agent: 'Ines Duarte',
      outcome: 'follow-up',
      sentiment: 'neutral',
    },
    {
      hoursAgo: 27,
      channel: 'voice',
      subject: 'Invoice 20318 charged twice',
      summary:
        'The October invoice was collected twice after a card update. Refund of £184.20 requested, takes 3 to 5 working days. Customer was upset about the earlier wait.',
      agent: 'Robin Ferreira',
      outcome: 'escalated',
      sentiment: 'negative',
    },
    {
      hoursAgo: 6 * 24,
      channel: 'email',
      subject: 'Contract renewal terms',
      summary:
        'Asked for the two-year rate in writing. Sent the offer valid until the end of the month.',
      agent: 'Jonas Weber',
      outcome: 'resolved',
      sentiment: 'positive',
    },
    {
      hoursAgo: 19 * 24,
      channel: 'sms',
      subject: 'Engineer visit reminder',
      summary: 'Confirmed the visit for Thursday between 8 and 12, buzzer at gate B.',
      agent: 'Ines Duarte',
      outcome: 'resolved',
      sentiment: 'positive',
    },
    {
      hoursAgo: 41 * 24,
      channel: 'voice',
      subject: 'Power quality at site B',
      summary: 'Voltage dips logged on three mornings. Field team replaced a transformer fuse.',
      agent: 'Amara Nwosu',
      outcome: 'resolved',
      sentiment: 'neutral',
    },
  ],
  'theo-okafor': [
    {
      hoursAgo: 5,
      channel: 'voice',
      subject: 'Shipment held at customs',
      summary:
        'Container HL-902 lacks a commercial invoice. Sent the template; customer uploads it today.',
      agent: 'Robin Ferreira',
      outcome: 'follow-up',
      sentiment: 'negative',
    },
    {
      hoursAgo: 9 * 24,
      channel: 'email',
      subject: 'New delivery address',
      summary: 'Changed the default warehouse to Pier 27.',
      agent: 'Jonas Weber',
      outcome: 'resolved',
      sentiment: 'neutral',
    },
  ],
  'yuki-tanabe': [
    {
      hoursAgo: 30,
      channel: 'chat',
      subject: 'How to invite teammates',
      summary: 'Walked through seats and roles. Customer considers the team plan.',
      agent: 'Ines Duarte',
      outcome: 'resolved',
      sentiment: 'positive',
    },
  ],
};

const HOUR_MS = 3_600_000;

export function sampleContacts(now: Date): Contact[] {
  return Object.entries(PAST).flatMap(([customerId, contacts]) =>
    contacts.map(({ hoursAgo, ...contact }, index) => ({
      ...contact,
      id: `${customerId}-${index}`,
      customerId,
      at: new Date(now.getTime() - hoursAgo * HOUR_MS),
    })),
  );
}
