// How the call ended: one of three, chosen with the mouse or the arrow keys.
import * as React from 'react';
import type { Outcome } from './draft.ts';

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ['resolved', 'Resolved'],
  ['follow-up', 'Follow-up'],
  ['escalated', 'Escalated'],
];

type OutcomeChoiceProps = {
  readonly value: Outcome;
  readonly onChange: (outcome: Outcome) => void;
};

export function OutcomeChoice({ value, onChange }: OutcomeChoiceProps): React.ReactElement {
  return (
    <fieldset className="outcome">
      <legend className="visually-hidden">Outcome</legend>
      {OUTCOMES.map(([outcome, label]) => (
        <label key={outcome}>
          <input
            type="radio"
            name="call-notes-outcome"
            checked={outcome === value}
            onChange={() => onChange(outcome)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
