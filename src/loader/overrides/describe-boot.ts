// What a boot with overrides has become, as a line for the banner.
import { type BootReport, type DevOverride, formatDevOverride } from '../../domain/index.ts';
import { element } from '../panel/element.ts';

/** Overrides whose plugin took the place of the released one and did not start. */
export function findUnloaded(
  { outcomes, overrides: applied }: BootReport,
  overrides: readonly DevOverride[],
): readonly DevOverride[] {
  const down = new Set(
    outcomes
      .filter(({ state }) => state !== 'initialised' && state !== 'deferred')
      .map((it) => it.plugin),
  );
  return overrides.filter((it) => applied.includes(formatDevOverride(it)) && down.has(it.plugin));
}

export function describeBoot(
  report: BootReport,
  asked: readonly string[],
): readonly (Node | string)[] {
  const leftOut = report.overrides.filter((it) => it.startsWith('-')).map((it) => it.slice(1));
  const replaced = report.overrides.filter((it) => !it.startsWith('-'));
  const missed = asked.filter((it) => !report.overrides.includes(it));
  const sentences = [
    ...(replaced.length > 0 ? [['Not the release: ', list(replaced)]] : []),
    ...(leftOut.length > 0 ? [['Left out: ', list(leftOut)]] : []),
    ...(missed.length > 0 ? [['Could not be overridden: ', list(missed)]] : []),
  ];
  if (sentences.length === 0) return ['Nothing could be left out.'];
  return sentences.flatMap(([label = '', names = ''], at) => [
    ...(at > 0 ? [' '] : []),
    element('strong', {}, label),
    `${names}.`,
  ]);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
