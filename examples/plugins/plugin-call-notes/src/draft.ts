// One draft of notes: a template's text until the agent types, the agent's own text from then on.
import type { Contact, Customer, NewContact } from 'plugin-customer-history';
import { fillTemplate, NOTE_TEMPLATES, type NoteTemplate } from './note-templates.ts';

export type Outcome = NewContact['outcome'];
export type Draft = {
  readonly templateId: string;
  readonly subject: string;
  readonly text: string;
  readonly isEdited: boolean;
  readonly outcome: Outcome;
};

export function newDraft(
  customer: Customer,
  last: Contact | undefined,
  template: NoteTemplate = NOTE_TEMPLATES[0],
): Draft {
  return {
    templateId: template.id,
    subject: fillTemplate(template.subject, customer, last),
    text: fillTemplate(template.text, customer, last),
    isEdited: false,
    outcome: 'resolved',
  };
}

/** The notes as a contact of the history, the text as one paragraph. */
export function toContact({ subject, text, outcome }: Draft): NewContact {
  return {
    channel: 'voice',
    subject,
    summary: text.replace(/\s+/g, ' ').trim(),
    agent: 'You',
    outcome,
    sentiment: 'neutral',
  };
}
