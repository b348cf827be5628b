// Hears of plugins that settle after the boot has been reported: those that may start later.
import type { PluginReport } from '../../domain/index.ts';
import type { BootEvent } from '../boot-events.ts';

/** Call the result to hear no more. */
export function followOutcomes(onOutcome: (outcome: PluginReport) => void): () => void {
  const listener = (event: Event) => {
    const { detail } = event as CustomEvent<BootEvent & { type: 'plugin-settled' }>;
    onOutcome(detail.outcome);
  };
  globalThis.addEventListener('plugboard:plugin-settled', listener);
  return () => globalThis.removeEventListener('plugboard:plugin-settled', listener);
}
