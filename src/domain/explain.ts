// Says in one sentence what became of a plugin, for a person who supports agents.
import type { BootReport, PluginReport } from './boot-report.ts';

const ORIGIN_WORDS = {
  network: 'the active release',
  'last-known-good': 'the last release that worked in this browser',
  seed: 'the release built into the page',
  none: 'no release',
} as const;

/** One sentence about one plugin of a boot. */
export function explain(report: BootReport, plugin: string): string {
  const outcome = report.outcomes.find((it) => it.plugin === plugin);
  if (!outcome) return `${plugin} is not part of ${ORIGIN_WORDS[report.origin]}.`;
  return `${nameOf(outcome)} ${verdict(outcome)} (from ${ORIGIN_WORDS[report.origin]}).`;
}

function nameOf({ plugin, version, insteadOf }: PluginReport): string {
  const name = version === undefined ? plugin : `${plugin}@${version}`;
  return insteadOf === undefined ? name : `${name}, standing in for ${insteadOf},`;
}

function verdict({ state, stage, failure }: PluginReport): string {
  const why = failure ? `: ${failure.message.replace(/\.$/, '')} [${failure.code}]` : '';
  switch (state) {
    case 'initialised':
      return 'is up';
    case 'deferred':
      return 'starts after the desktop is up';
    case 'failed':
      return `failed at ${stage}${why}`;
    case 'skipped':
      return `was not started${why}`;
    case 'refused':
      return `was refused${why}`;
  }
}
