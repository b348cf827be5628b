// The three locks before an override, two of which are checked here on each boot; the third is consent.
import { PlugboardError, reasonOf } from '../../domain/index.ts';
import { withDeadline } from '../deadline.ts';
import type { BootSettings, FlexUser } from '../options.ts';
import { isLoopback } from '../url-rules.ts';
import { readArming } from './arming.ts';

/** The host's answer comes from memory; whoever asks a server for it must do so before the boot. */
const ANSWER_MS = 1_000;

/** Why this page may not override anything, or undefined. */
export async function findLock(settings: BootSettings): Promise<PlugboardError | undefined> {
  if (isFramed()) return new PlugboardError('override-framed');
  if (isLocalPage()) return undefined;
  const refusal = await findRefusal(settings);
  if (refusal) return refusal;
  const arming = readArming();
  if (arming === 'over') return new PlugboardError('override-expired', { where: 'browser' });
  return arming === 'armed' ? undefined : new PlugboardError('override-not-armed');
}

/** Who frames the page chooses its address and may cover what the person believes to click. */
export function isFramed(): boolean {
  return globalThis.top !== globalThis.self;
}

/** A page that is served from this machine is a developer's own. */
export function isLocalPage(): boolean {
  return isLoopback(location.hostname);
}

/** Only `true` is a yes: a promise that was not awaited is not, and neither is what a throw leaves. */
export async function findRefusal({
  devOverrides,
  manager,
}: BootSettings): Promise<PlugboardError | undefined> {
  const { user = {} } = manager as { user?: FlexUser };
  try {
    const answer: Promise<unknown> = Promise.resolve(devOverrides?.(user));
    const late = () => new Error(`devOverrides() did not answer within ${ANSWER_MS} ms`);
    if ((await withDeadline(answer, ANSWER_MS, late)) === true) return undefined;
  } catch (cause) {
    return new PlugboardError('override-not-allowed', { reason: reasonOf(cause) }, { cause });
  }
  return new PlugboardError('override-not-allowed');
}
