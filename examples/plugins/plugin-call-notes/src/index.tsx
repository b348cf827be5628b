// The plugin: puts the notes below the conversation and joins them to the customer history.
import type * as Flex from '@twilio/flex-ui';
import {
  currentCustomer,
  logContact,
  onContactsChanged,
  recentContacts,
  version,
} from 'plugin-customer-history';
import * as React from 'react';
import { CallNotes } from './call-notes.tsx';

const history = { version, currentCustomer, recentContacts, logContact, onContactsChanged };

export default class CallNotesPlugin {
  init(flex: typeof Flex): void {
    flex.AgentDesktopView.Panel1.Content.add(<CallNotes key="call-notes" history={history} />, {
      sortOrder: 10,
    });
  }
}
