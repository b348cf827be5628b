// One contact in the timeline: what it was about, how it ended, and its notes when opened.
import * as React from 'react';
import { ChannelIcon } from './channel-icon.tsx';
import { CHANNEL_NAMES, type Contact, type Outcome, type Sentiment } from './contact.ts';
import { describeWhen } from './describe-when.ts';

const OUTCOMES: Readonly<Record<Outcome, readonly [tone: string, label: string]>> = {
  resolved: ['success', 'Resolved'],
  'follow-up': ['warning', 'Follow-up'],
  escalated: ['error', 'Escalated'],
};

export const SENTIMENTS: Readonly<Record<Sentiment, string>> = {
  positive: 'Positive',
  neutral: 'Neutral',
  negative: 'Negative',
};

export function ContactRow({
  contact,
  now,
}: {
  readonly contact: Contact;
  readonly now: Date;
}): React.ReactElement {
  const [isOpen, setOpen] = React.useState(false);
  const { channel, subject, summary, agent, outcome, sentiment, at } = contact;
  const [tone, label] = OUTCOMES[outcome];
  return (
    <li className={`contact ${isOpen ? 'open' : ''}`}>
      <span className={`channel ${channel}`} title={CHANNEL_NAMES[channel]}>
        <ChannelIcon channel={channel} />
      </span>
      <button
        type="button"
        className="entry"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="title">
          <span className="visually-hidden">{CHANNEL_NAMES[channel]}: </span>
          <strong>{subject}</strong>
          <span className={`badge ${tone}`}>{label}</span>
        </span>
        <span className="summary">{summary}</span>
        <span className="meta">
          <span className={`mood ${sentiment}`}>{SENTIMENTS[sentiment]}</span>
          <time dateTime={at.toISOString()}>{describeWhen(at, now)}</time>
          <span>{agent}</span>
        </span>
      </button>
    </li>
  );
}
