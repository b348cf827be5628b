// One draft of notes: a template's text until the agent types, the agent's own text from then on.
import type { Contact, Customer, NewContact } from 'plugin-customer-history';
import { fillTemplate, NOTE_TEMPLATES, type NoteTemplate } from './note-templates.ts';

export type Outcome = NewContact['outcome'];
export type Draft = {
  readonly templateId: string;
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
    text: fillTemplate(template, customer, last),
    isEdited: false,
    outcome: 'resolved',
  };
}

/** The notes as a contact of the history: the subject is the template's name, the summary one paragraph. */
export function toContact({ templateId, text, outcome }: Draft): NewContact {
  const template = NOTE_TEMPLATES.find(({ id }) => id === templateId) ?? NOTE_TEMPLATES[0];
  return {
    channel: 'voice',
    subject: template.name,
    summary: text.replace(/\s+/g, ' ').trim(),
    agent: 'You',
    outcome,
    sentiment: 'neutral',
  };
}
