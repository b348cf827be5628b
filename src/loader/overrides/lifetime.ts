// How long arming and overrides last, and how an end that was stored is read.

/** A working day. */
export const LIFETIME_MS = 8 * 60 * 60 * 1000;

/** Clocks are set back and forth a little. */
const TOLERANCE_MS = 60_000;

/** `over` once the time is up; `never` for what this code cannot have stored. Milliseconds since the epoch. */
export function stateOfEnd(until: unknown, now = Date.now()): 'running' | 'over' | 'never' {
  if (typeof until !== 'number' || !(until <= now + LIFETIME_MS + TOLERANCE_MS)) return 'never';
  return until > now ? 'running' : 'over';
}
