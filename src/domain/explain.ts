// Says in one sentence what became of a plugin, for a person who supports agents.
import type { BootReport } from './boot-report.ts';

const ORIGINS = {
  network: 'the active release',
  'last-known-good': 'the last release that worked in this browser',
  seed: 'the release built into the page',
  none: 'no release',
} as const;

const VERDICTS = {
  initialised: 'is up',
  deferred: 'starts after the desktop is up',
  failed: 'failed',
  skipped: 'was not started',
  refused: 'was refused',
} as const;

/** One sentence about one plugin of a boot. */
export function explain({ outcomes, origin }: BootReport, plugin: string): string {
  // A refused duplicate stands before the entry of the same name that was used.
  const outcome = outcomes.filter((it) => it.plugin === plugin).at(-1);
  if (!outcome) return `${plugin} is not part of ${ORIGINS[origin]}.`;
  const { version, insteadOf, state, stage, failure } = outcome;
  const words = [
    version === undefined ? plugin : `${plugin}@${version}`,
    insteadOf === undefined ? '' : `, standing in for ${insteadOf},`,
    ` ${VERDICTS[state]}`,
    stage ? ` at ${stage}` : '',
    failure ? `: ${failure.message.replace(/\.$/, '')} [${failure.code}]` : '',
  ];
  return `${words.join('')} (from ${ORIGINS[origin]}).`;
}
