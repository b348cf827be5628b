// The card below the conversation: last contact, template, notes, outcome, save.
import type { Customer } from 'plugin-customer-history';
import * as React from 'react';
import { PASTE_LOOK } from '../../look/paste-look.ts';
import type { CustomerHistory } from './customer-history.ts';
import { newDraft, type Outcome, toContact } from './draft.ts';
import { LastContact } from './last-contact.tsx';
import { NOTE_TEMPLATES } from './note-templates.ts';
import { OutcomeChoice } from './outcome-choice.tsx';
import { NOTES_STYLES } from './styles.ts';
import { useDraft } from './use-drafts.ts';

export function CallNotes({ history }: { readonly history: CustomerHistory }): React.ReactElement {
  const { customer, last, draft, change, discard } = useDraft(history);
  const [saved, setSaved] = React.useState<Customer>();

  function chooseTemplate(id: string): void {
    const template = NOTE_TEMPLATES.find((choice) => choice.id === id);
    if (template !== undefined) change(newDraft(customer, last, template));
  }

  function save(): void {
    history.logContact(toContact(draft));
    discard();
    setSaved(customer);
  }

  return (
    <section className="paste-look call-notes" aria-label="Call notes">
      <style>{PASTE_LOOK + NOTES_STYLES}</style>
      <header>
        <h2>Call notes</h2>
        <label>
          <span>Template</span>
          <select value={draft.templateId} onChange={(event) => chooseTemplate(event.target.value)}>
            {NOTE_TEMPLATES.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <LastContact contact={last} version={history.version} />
      <textarea
        aria-label={`Notes on ${customer.name}`}
        rows={5}
        value={draft.text}
        onChange={(event) => {
          setSaved(undefined);
          change({ text: event.target.value, isEdited: true });
        }}
      />
      <div className="actions">
        <OutcomeChoice
          value={draft.outcome}
          onChange={(outcome: Outcome) => change({ outcome, isEdited: true })}
        />
        <span className="state" role="status">
          {saved === customer ? `Saved to the history of ${saved.name}` : stateOf(draft.isEdited)}
        </span>
        <button
          type="button"
          className="button primary"
          disabled={draft.text.trim() === ''}
          onClick={save}
        >
          Save notes
        </button>
      </div>
    </section>
  );
}

function stateOf(isEdited: boolean): string {
  return isEdited ? 'Draft, not saved yet' : 'Filled from the template';
}
