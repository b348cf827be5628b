// One line icon per channel, drawn like the icons of Paste: 20 pixels, 1.5 pixel strokes.
import * as React from 'react';
import type { Channel } from './contact.ts';

const PATHS: Readonly<Record<Channel, string>> = {
  voice:
    'M4.2 3.5h2.6l1.2 3.2-1.7 1.2a9 9 0 0 0 4.3 4.3l1.2-1.7 3.2 1.2v2.6c0 .7-.6 1.2-1.2 1.2A11.3 11.3 0 0 1 3 4.7c0-.7.5-1.2 1.2-1.2z',
  chat: 'M3.5 4.5h13v8.5h-6.6l-3.4 3v-3h-3z M6.5 7.7h7 M6.5 10h4.5',
  sms: 'M6 2.8h8a1 1 0 0 1 1 1v12.4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3.8a1 1 0 0 1 1-1z M8.7 14.7h2.6',
  email: 'M3 5h14v10.5H3z M3.3 5.4 10 11l6.7-5.6',
};

export function ChannelIcon({ channel }: { readonly channel: Channel }): React.ReactElement {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[channel]} />
    </svg>
  );
}
