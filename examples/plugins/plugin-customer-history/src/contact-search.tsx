// The search field and one switch per channel, each with how many contacts it would show.
import * as React from 'react';
import { CHANNEL_NAMES, CHANNELS, type Channel, type Contact } from './contact.ts';
import { type ContactFilter, filterContacts } from './filter-contacts.ts';

type ContactSearchProps = {
  readonly contacts: readonly Contact[];
  readonly filter: ContactFilter;
  readonly onChange: (filter: ContactFilter) => void;
};

export function ContactSearch({
  contacts,
  filter,
  onChange,
}: ContactSearchProps): React.ReactElement {
  const { text } = filter;
  const found = filterContacts(contacts, { text });
  return (
    <div className="search">
      <input
        type="search"
        aria-label="Search contacts"
        placeholder="Search subject, notes or agent"
        value={text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <div className="channels" role="group" aria-label="Channel">
        <ChannelSwitch
          label="All"
          count={found.length}
          isOn={filter.channel === undefined}
          onClick={() => onChange({ text })}
        />
        {CHANNELS.map((channel: Channel) => (
          <ChannelSwitch
            key={channel}
            label={CHANNEL_NAMES[channel]}
            count={found.filter((contact) => contact.channel === channel).length}
            isOn={filter.channel === channel}
            onClick={() => onChange({ text, channel })}
          />
        ))}
      </div>
    </div>
  );
}

type ChannelSwitchProps = {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
};

function ChannelSwitch({ label, count, isOn, onClick }: ChannelSwitchProps): React.ReactElement {
  return (
    <button type="button" aria-pressed={isOn} onClick={onClick}>
      {label} <span className="count">{count}</span>
    </button>
  );
}
