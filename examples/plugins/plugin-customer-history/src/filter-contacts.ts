// Which contacts a search leaves: every word must occur somewhere, and the channel must match if one is chosen.
import { CHANNEL_NAMES, type Channel, type Contact } from './contact.ts';

export type ContactFilter = { readonly text: string; readonly channel?: Channel };

export function filterContacts(
  contacts: readonly Contact[],
  { text, channel }: ContactFilter,
): readonly Contact[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return contacts.filter((contact) => {
    if (channel !== undefined && contact.channel !== channel) return false;
    const haystack = searchable(contact);
    return words.every((word) => haystack.includes(word));
  });
}

function searchable({ subject, summary, agent, outcome, channel }: Contact): string {
  return [subject, summary, agent, outcome, CHANNEL_NAMES[channel]].join(' ').toLowerCase();
}
