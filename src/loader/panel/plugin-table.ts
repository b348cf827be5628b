// The table of the panel: one row per plugin on one time axis, and under a plugin that is not up the reason.
import type { BootReport, PluginReport } from '../../domain/index.ts';
import { element } from './element.ts';
import { type ShownPlugin, showPlugin } from './shown-plugin.ts';
import { axisScale, axisTrack, createAxis, type TimeAxis } from './time-axis.ts';

const STAGE_WORDS = { download: 'download', evaluate: 'evaluate', init: 'init' } as const;

export function pluginTable(
  report: BootReport,
  outcomes: readonly PluginReport[],
  retry: (plugin: string) => void,
): HTMLElement {
  const plugins = outcomes.map((it) => showPlugin(it, report));
  const { resolve } = report.timings;
  const ends = plugins.flatMap(({ bars }) => bars.map((it) => it.endMs));
  const axis = createAxis([...ends, resolve?.endMs ?? 0]);
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['Plugin', 'State', 'Origin'].map((it) => element('th', { scope: 'col' }, it)),
        element(
          'th',
          { scope: 'col', class: 'time' },
          element('span', { class: 'hidden' }, 'Start-up'),
          axisScale(axis),
        ),
      ),
    ),
    element(
      'tbody',
      {},
      ...(resolve ? [releaseRow(resolve, axis)] : []),
      ...plugins.flatMap((it) => rowsOf(it, axis, retry)),
    ),
  );
}

export function legend(): HTMLElement {
  return element(
    'p',
    { class: 'legend', 'aria-hidden': 'true' },
    ...Object.entries(STAGE_WORDS).flatMap(([stage, word]) => [
      element('span', { class: `swatch ${stage}` }),
      word,
    ]),
  );
}

function releaseRow(resolve: { startMs: number; endMs: number }, axis: TimeAxis): HTMLElement {
  const bar = { stage: 'download', ...resolve, failed: false } as const;
  const track = axisTrack([bar], axis);
  track.classList.add('release');
  return element(
    'tr',
    { class: 'release' },
    element('th', { scope: 'row', colspan: '3' }, 'Finding the release'),
    element('td', {}, track),
  );
}

function rowsOf(
  plugin: ShownPlugin,
  axis: TimeAxis,
  retry: (plugin: string) => void,
): readonly HTMLElement[] {
  const { name, version, state, look, origin, isOverridden, mandatory, reason, bars, mayRetry } =
    plugin;
  const row = element(
    'tr',
    { class: reason ? 'plugin explained' : 'plugin' },
    element(
      'th',
      { scope: 'row' },
      element('strong', {}, name),
      element('span', { class: 'weak' }, mandatory ? `${version} · mandatory` : version),
    ),
    element('td', {}, element('span', { class: `badge ${look}` }, state)),
    element(
      'td',
      { class: 'weak' },
      isOverridden ? element('span', { class: 'badge new' }, origin) : origin,
    ),
    element('td', {}, axisTrack(bars, axis)),
  );
  if (!reason) return [row];
  const again = element(
    'button',
    {
      class: 'small',
      type: 'button',
      onclick: () => retry(name),
      'aria-label': `Try ${name} again`,
    },
    'Try again',
  );
  const why = element(
    'td',
    { colspan: '4' },
    element(
      'div',
      { class: `reason ${look}` },
      element('p', {}, reason.sentence, ' ', element('code', {}, reason.code)),
      ...(mayRetry ? [again] : []),
    ),
  );
  return [row, element('tr', { class: 'why' }, why)];
}
