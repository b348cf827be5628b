// What the panel says about one plugin, in words and numbers, before anything is drawn.
import {
  type BootReport,
  type BootStage,
  type ErrorCode,
  PlugboardError,
  type PluginReport,
  type PluginState,
} from '../../domain/index.ts';

export type Bar = {
  readonly stage: BootStage;
  readonly startMs: number;
  readonly endMs: number;
  /** True for the stage in which the plugin failed. */
  readonly failed: boolean;
};

export type ShownPlugin = {
  readonly name: string;
  readonly version: string;
  readonly state: string;
  readonly look: 'success' | 'warning' | 'error' | 'neutral';
  readonly origin: string;
  readonly isOverridden: boolean;
  readonly mandatory: boolean;
  readonly reason?: { readonly sentence: string; readonly code: string };
  readonly bars: readonly Bar[];
  readonly mayRetry: boolean;
};

const STAGES: readonly BootStage[] = ['download', 'evaluate', 'init'];

const STATE_WORDS = {
  initialised: ['Up', 'success'],
  deferred: ['Starts later', 'neutral'],
  failed: ['Failed', 'error'],
  skipped: ['Not started', 'warning'],
  refused: ['Refused', 'warning'],
} as const satisfies Record<PluginState, readonly [string, ShownPlugin['look']]>;

const ORIGIN_WORDS = {
  network: 'Network',
  'last-known-good': 'Last-known-good',
  seed: 'Page',
  none: '—',
} as const;

export function showPlugin(plugin: PluginReport, report: BootReport): ShownPlugin {
  const { state, failure, stage, timings, version = '', mandatory = false } = plugin;
  const [words, look] = STATE_WORDS[state];
  const override = overrideOf(plugin, report);
  return {
    name: plugin.plugin,
    version: version.replace(/[+.]local\.\w+$/, ' (local build)'),
    state: words,
    look,
    origin: override ?? originOf(plugin, report),
    isOverridden: override !== undefined,
    mandatory,
    ...(failure && { reason: { sentence: sentenceOf(failure), code: failure.code } }),
    bars: STAGES.flatMap((it) => {
      const span = timings[it];
      return span ? [{ stage: it, ...span, failed: state === 'failed' && stage === it }] : [];
    }),
    mayRetry: state === 'failed' || state === 'refused',
  };
}

/** The standalone script knows codes and details only; the panel brings the words for them. */
export function sentenceOf({ code, details }: NonNullable<PluginReport['failure']>): string {
  return new PlugboardError(code as ErrorCode, details).message;
}

function overrideOf({ plugin }: PluginReport, { overrides }: BootReport): string | undefined {
  const words = overrides.find((it) => it.split(/[:@]/)[0] === plugin);
  if (words === undefined) return undefined;
  const [, port = '3000'] = /:(\d+)$/.exec(words) ?? [];
  return words.includes('@') ? 'Another version' : `localhost:${port}`;
}

function originOf({ insteadOf, bytes, state }: PluginReport, { origin }: BootReport): string {
  if (insteadOf !== undefined) return `Last-known-good, for ${insteadOf}`;
  if (bytes === 'cache') return 'Kept copy';
  return state === 'refused' ? '—' : ORIGIN_WORDS[origin];
}
