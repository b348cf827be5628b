// The three numbers that an agent wants before saying hello.
import type { Contact, Sentiment } from './contact.ts';

const DAY_MS = 86_400_000;
const WEIGHT: Readonly<Record<Sentiment, number>> = { negative: -1, neutral: 0, positive: 1 };

export type ContactSummary = {
  readonly inLast30Days: number;
  readonly open: number;
  /** The mood of the last three contacts. */
  readonly mood: Sentiment | 'unknown';
};

/** Expects the newest contact first. */
export function summariseContacts(contacts: readonly Contact[], now: Date): ContactSummary {
  const recent = contacts.filter(({ at }) => now.getTime() - at.getTime() <= 30 * DAY_MS);
  return {
    inLast30Days: recent.length,
    open: contacts.filter(({ outcome }) => outcome !== 'resolved').length,
    mood: moodOf(contacts.slice(0, 3)),
  };
}

function moodOf(contacts: readonly Contact[]): Sentiment | 'unknown' {
  if (contacts.length === 0) return 'unknown';
  const sum = contacts.reduce((total, { sentiment }) => total + WEIGHT[sentiment], 0);
  if (sum === 0) return 'neutral';
  return sum > 0 ? 'positive' : 'negative';
}
