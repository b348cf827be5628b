// Three customers with a past, in place of the CRM that a real contact centre would ask. Days are
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

type Past = Omit<Contact, 'id' | 'customerId' | 'at'> & {
  readonly daysAgo: number;
  readonly time: string;
};

const PAST: Readonly<Record<string, readonly Past[]>> = {
  'mara-lindqvist': [
    {
      daysAgo: 1,
      time: '16:12',
      channel: 'chat',
      subject: 'Second smart meter not reporting',
      summary:
        'Meter NW-4471 shows no readings since Tuesday. Reset it remotely; readings should be back within 24 hours. Promised a call if they are not.',
      agent: 'Ines Duarte',
      outcome: 'follow-up',
      sentiment: 'neutral',
    },
    {
      daysAgo: 2,
      time: '09:47',
      channel: 'voice',
      subject: 'Invoice 20318 charged twice',
      summary:
        'The October invoice was collected twice after a card update. Refund of £184.20 requested, takes 3 to 5 working days. Customer was upset about the earlier wait.',
      agent: 'Robin Ferreira',
      outcome: 'escalated',
      sentiment: 'negative',
    },
    {
      daysAgo: 6,
      time: '14:05',
      channel: 'email',
      subject: 'Contract renewal terms',
      summary:
        'Asked for the two-year rate in writing. Sent the offer valid until the end of the month.',
      agent: 'Jonas Weber',
      outcome: 'resolved',
      sentiment: 'positive',
    },
    {
      daysAgo: 19,
      time: '11:30',
      channel: 'sms',
      subject: 'Engineer visit reminder',
      summary: 'Confirmed the visit for Thursday between 8 and 12, buzzer at gate B.',
      agent: 'Ines Duarte',
      outcome: 'resolved',
      sentiment: 'positive',
    },
    {
      daysAgo: 41,
      time: '08:52',
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
      daysAgo: 1,
      time: '13:28',
      channel: 'voice',
      subject: 'Shipment held at customs',
      summary:
        'Container HL-902 lacks a commercial invoice. Sent the template; customer uploads it today.',
      agent: 'Robin Ferreira',
      outcome: 'follow-up',
      sentiment: 'negative',
    },
    {
      daysAgo: 9,
      time: '10:16',
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
      daysAgo: 3,
      time: '15:41',
      channel: 'chat',
      subject: 'How to invite teammates',
      summary: 'Walked through seats and roles. Customer considers the team plan.',
      agent: 'Ines Duarte',
      outcome: 'resolved',
      sentiment: 'positive',
    },
  ],
};

export function sampleContacts(now: Date): Contact[] {
  return Object.entries(PAST).flatMap(([customerId, contacts]) =>
    contacts.map(({ daysAgo, time, ...contact }, index) => ({
      ...contact,
      id: `${customerId}-${index}`,
      customerId,
      at: atTime(now, daysAgo, time),
    })),
  );
}

function atTime(now: Date, daysAgo: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const day = now.getDate() - daysAgo;
  return new Date(now.getFullYear(), now.getMonth(), day, hours, minutes);
}
