// What `plugboard dev` tells while it runs: one line of JSON per event for programs, words for people.
import type { BundleFormat } from '../../domain/index.ts';
import type { Paint } from '../output/paint.ts';
import type { Shape } from '../shape.ts';
import { type Problem, problemText } from './problem.ts';

export type DevEvent =
  | {
      readonly event: 'listening';
      readonly plugin: string;
      readonly format: BundleFormat;
      readonly bundler: 'esbuild' | 'own';
      readonly url: string;
      readonly link: string;
    }
  | { readonly event: 'built'; readonly bytes: number; readonly ms: number }
  | { readonly event: 'failed'; readonly problems: readonly Problem[] }
  | { readonly event: 'refused'; readonly origin: string }
  | { readonly event: 'stopped' };

/** Each event has `event` and the fields that belong to it. */
export const DEV_EVENT_SHAPE: Shape = {
  event: 'text',
  'plugin?': 'text',
  'format?': 'text',
  'bundler?': 'text',
  'url?': 'text',
  'link?': 'text',
  'bytes?': 'number',
  'ms?': 'number',
  'problems?': [
    {
      message: 'text',
      file: 'text or null',
      line: 'number or null',
      column: 'number or null',
      source: 'text or null',
    },
  ],
  'origin?': 'text',
};

export function devEventText(event: DevEvent, paint: Paint): string {
  switch (event.event) {
    case 'listening':
      return [
        `${paint.strong(event.plugin)} (${event.format}) at ${event.url}`,
        '',
        `Open    ${paint.strong(event.link)}`,
        'Then    agree in the desktop: this tab runs your build instead of the release and shows a banner.',
        '        Where overrides are off, plugboard.openPanel() in its console switches them on.',
        '        Whatever you save loads by itself. "Back to the release" in the banner ends it.',
        'Stop    with Ctrl-C.',
        '',
      ].join('\n');
    case 'built':
      return `${paint.good('built')}   ${event.bytes} bytes in ${event.ms} ms`;
    case 'failed':
      return [
        `${paint.bad('failed')}  ${event.problems.length === 1 ? '' : `${event.problems.length} problems; `}the desktop keeps the last build that worked`,
        ...event.problems.map((problem) => problemLines(problem, paint)),
      ].join('\n');
    case 'refused':
      return `${paint.warn('refused')} ${event.origin} asked for the build. If that is your desktop, start again with --desktop ${event.origin}`;
    case 'stopped':
      return 'Stopped.';
  }
}

export function problemLines(problem: Problem, paint: Paint): string {
  const line = `  ${problemText(problem)}`;
  return problem.source ? `${line}\n    ${paint.faint(problem.source.trim())}` : line;
}
