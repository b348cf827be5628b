// What to do about each refusal of the registry, by the reason in its answer, else by its status.
import { EXIT } from '../exit-codes.ts';
import type { Failure } from './cli-error.ts';

type Advice = Pick<Failure, 'advice'> & Partial<Pick<Failure, 'exit'>>;

export const ADVICE: Readonly<Record<string, Advice>> = {
  'credentials-refused': {
    advice: 'Check the account SID and the token, or log in again with `plugboard login`.',
  },
  'scope-missing': { advice: 'Use a key with this scope; `plugboard keys` lists the keys.' },
  'release-conflict': {
    advice:
      'Look at what changed with `plugboard history` and `plugboard diff`, then release again with `--base active`.',
  },
  'active-release-moved': {
    advice: 'Somebody released meanwhile. Look at `plugboard history`, then run the command again.',
  },
  'version-exists': { advice: 'A version never changes. Deploy the change under a new version.' },
  'plugin-exists': {
    advice: 'Choose another name, or deploy a version of the plugin that has it.',
  },
  'idempotency-key-invalid': {
    advice: 'Use 1 to 255 printable characters without spaces.',
    exit: EXIT.usage,
  },
  'import-after-release': {
    advice: 'Import into an account that has not released anything itself.',
  },
  'import-conflict': { advice: 'Import into an account of its own.' },
  'idempotency-key-reused': { advice: 'Use another --idempotency-key for another change.' },
  'plugin-unknown': {
    advice: '`plugboard list plugins` shows what there is.',
    exit: EXIT.failed,
  },
  'version-unknown': {
    advice: '`plugboard list versions <plugin>` shows what there is.',
    exit: EXIT.failed,
  },
  'configuration-unknown': {
    advice: '`plugboard list configurations` shows what there is.',
    exit: EXIT.failed,
  },
  'release-unknown': { advice: '`plugboard history` shows what there is.', exit: EXIT.failed },
  'nothing-to-change': { advice: 'Name plugins with --enable or --disable.', exit: EXIT.usage },
  'plugin-duplicate': { advice: 'Name each plugin once.', exit: EXIT.usage },
  'parameter-missing': { advice: 'Give the value that is missing.', exit: EXIT.usage },
  'parameter-invalid': { advice: 'Correct the value that is named.', exit: EXIT.usage },
  'in-active-release': { advice: 'Take it out of the live release first: `plugboard release`.' },
  'already-archived': { advice: 'There is nothing left to do.' },
  'already-revoked': { advice: 'There is nothing left to do.' },
  'plugin-archived': { advice: 'An archived plugin cannot come back; deploy it under a new name.' },
  'version-archived': { advice: 'An archived version cannot come back; deploy a new version.' },
  'configuration-archived': { advice: 'Release another configuration.' },
  'quota-exceeded': {
    advice: 'Archive what is not needed any more; that frees its place at once.',
  },
};

const BY_STATUS: Readonly<Record<number, Omit<Failure, 'message'>>> = {
  401: {
    code: 'credentials-refused',
    advice: 'Check the account SID and the token, or log in again with `plugboard login`.',
    exit: EXIT.authentication,
  },
  403: {
    code: 'forbidden',
    advice: 'Use credentials that may do this.',
    exit: EXIT.authentication,
  },
  404: {
    code: 'not-found',
    advice: 'Check the name or the SID; `plugboard list` shows what there is.',
    exit: EXIT.failed,
  },
  409: { code: 'conflict', advice: 'Look at what is there already.', exit: EXIT.conflict },
  412: { code: 'conflict', advice: 'Look at what changed, then try again.', exit: EXIT.conflict },
  422: { code: 'conflict', advice: 'Look at what is there already.', exit: EXIT.conflict },
  429: {
    code: 'too-many-requests',
    advice: 'Wait a moment, then run it again.',
    exit: EXIT.unreachable,
  },
};

export function adviceByStatus(status: number): Omit<Failure, 'message'> {
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500) {
    return {
      code: 'registry-failed',
      advice: 'The registry failed, not the request: wait a moment, then run it again.',
      exit: EXIT.unreachable,
    };
  }
  return {
    code: 'refused',
    advice: 'Change what was asked for; asking again changes nothing.',
    exit: EXIT.refused,
  };
}
