// Signs the demonstration agent in, the way Flex UI remembers a session: in localStorage, under its own key.
import { FLEX_USER_SID } from '../cloud/sids.ts';

const DAY_MS = 86_400_000;

/** Flex UI reads this before it would ask for a login; the token means something only to the local double. */
export function signIn(): void {
  const session = {
    token: 'local-demonstration-token',
    identity: 'agent',
    roles: ['agent', 'admin'],
    expiration: new Date(Date.now() + DAY_MS).toISOString(),
    flexUserSid: FLEX_USER_SID,
  };
  localStorage.setItem('TWILIO_FLEX_SSO', JSON.stringify(session));
}
