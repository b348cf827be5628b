// Whether overrides are switched on in this browser. Only a click in the panel does that, never an address.
import { pageStorage } from '../crash-guard.ts';
import { LIFETIME_MS, stateOfEnd } from './lifetime.ts';

const KEY = 'plugboard:armed';

export function readArming(): 'armed' | 'over' | 'not-armed' {
  const stored = pageStorage('localStorage')?.getItem(KEY) ?? '';
  const end = /^\d{1,15}$/.test(stored) ? Number(stored) : undefined;
  const state = stateOfEnd(end);
  return state === 'running' ? 'armed' : state === 'over' ? 'over' : 'not-armed';
}

/** Throws where the browser stores nothing. */
export function arm(): void {
  localStorage.setItem(KEY, String(Date.now() + LIFETIME_MS));
}

export function disarm(): void {
  pageStorage('localStorage')?.removeItem(KEY);
}
