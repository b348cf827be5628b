// The one time axis on which every plugin's stages are drawn.

import { element } from './element.ts';
import type { Bar } from './shown-plugin.ts';

export type TimeAxis = { readonly endMs: number; readonly ticksMs: readonly number[] };

const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const MOST_TICKS = 5;

/** From the call of bootstrap() to the last end of all, rounded up to a whole step. */
export function createAxis(ends: readonly number[]): TimeAxis {
  const lastMs = Math.max(1, ...ends);
  const stepMs = STEPS_MS.find((it) => lastMs / it <= MOST_TICKS) ?? Math.ceil(lastMs / MOST_TICKS);
  const steps = Math.ceil(lastMs / stepMs);
  return {
    endMs: steps * stepMs,
    ticksMs: Array.from({ length: steps + 1 }, (_, at) => at * stepMs),
  };
}

export function axisScale({ endMs, ticksMs }: TimeAxis): HTMLElement {
  const unit = endMs >= 2_000 ? 's' : 'ms';
  const labels = ticksMs.map((ms) => {
    const label = element('span', {}, unit === 's' ? `${ms / 1_000}` : `${ms}`);
    label.style.insetInlineStart = percent(ms, endMs);
    return label;
  });
  labels.at(-1)?.append(` ${unit}`);
  return element('div', { class: 'scale', 'aria-hidden': 'true' }, ...labels);
}

export function axisTrack(bars: readonly Bar[], { endMs, ticksMs }: TimeAxis): HTMLElement {
  const lines = ticksMs.map((ms) => {
    const line = element('i', {});
    line.style.insetInlineStart = percent(ms, endMs);
    return line;
  });
  const drawn = bars.map((bar) => {
    const span = element('span', { class: bar.failed ? `${bar.stage} failed` : bar.stage });
    span.style.insetInlineStart = percent(bar.startMs, endMs);
    span.style.inlineSize = percent(bar.endMs - bar.startMs, endMs);
    return span;
  });
  return element(
    'div',
    { class: 'track', role: 'img', 'aria-label': inWords(bars) },
    ...lines,
    ...drawn,
  );
}

function inWords(bars: readonly Bar[]): string {
  if (bars.length === 0) return 'did not begin';
  return bars
    .map(({ stage, startMs, endMs, failed }) => {
      const span = `${stage} from ${Math.round(startMs)} to ${Math.round(endMs)} ms`;
      return failed ? `${span}, failed` : span;
    })
    .join(', ');
}

function percent(ms: number, ofMs: number): string {
  return `${((100 * ms) / ofMs).toFixed(2)}%`;
}
