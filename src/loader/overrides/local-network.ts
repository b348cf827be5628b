// Chrome lets a public page reach this machine only with the person's permission. Source: Local Network
// Access, https://wicg.github.io/local-network-access/; the permission has had two names.
import { PlugboardError } from '../../domain/index.ts';
import { delay } from '../deadline.ts';
import { watchViolations } from '../diagnose-bundle.ts';
import { isLocalPage } from './locks.ts';

const NAMES = ['loopback-network', 'local-network-access'];
const PERSON_ANSWERS_MS = 120_000;

/** Why the address cannot be reached, or undefined where it can or where the browser does not say. */
export async function findNetworkRefusal(url: string): Promise<PlugboardError | undefined> {
  return (await readPermission()) === 'denied' ? denied(url) : undefined;
}

/**
 * Makes the browser ask, where it wants to. Call only after the person has consented to the address; once that is
 * `withdrawn` the answer means nothing.
 */
export async function askLocalNetwork(
  plugin: string,
  url: string,
  withdrawn: AbortSignal,
): Promise<PlugboardError | undefined> {
  if ((await readPermission()) !== 'prompt') return findNetworkRefusal(url);
  const violations = watchViolations();
  const signal = AbortSignal.any([AbortSignal.timeout(PERSON_ANSWERS_MS), withdrawn]);
  const answered = await fetch(url, { mode: 'no-cors', cache: 'no-store', signal }).then(
    () => true,
    () => false,
  );
  // The event that tells of a blocked request comes after its rejection.
  await delay(0);
  violations.stop();
  const directive = violations.find('connect-src', url);
  if (directive !== undefined) return new PlugboardError('csp-blocked', { plugin, url, directive });
  // A server that is down fails too, so only the permission itself tells what the person said.
  const permission = await readPermission();
  return permission === 'denied' || (permission === 'prompt' && !answered)
    ? denied(url)
    : undefined;
}

function denied(url: string): PlugboardError {
  return new PlugboardError('local-network-denied', { url });
}

async function readPermission(): Promise<PermissionState | undefined> {
  // A page of this machine is on the same network.
  if (isLocalPage()) return undefined;
  for (const name of NAMES) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // The browser does not know this permission by this name.
    }
  }
  return undefined;
}
