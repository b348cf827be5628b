// The shape of a fault of one plugin: what the release lists in its place, how its bundle is served, how it ends.
import type { ManifestPluginResource, PluginReport } from '../../../src/domain/index.ts';
import type { Answer } from '../server/answer.ts';

export const BAD = 'plugin-bad';
export const PARTNER = 'plugin-partner';

export type Ending = Pick<PluginReport, 'state'> & {
  readonly code?: string;
  readonly opaque?: boolean;
  readonly retries?: number;
  /** What of the plugin's code has run, in order: `evaluate`, `init`, `ready`. */
  readonly ran: readonly string[];
};

export type MakePlugin = (
  name: string,
  given?: Partial<ManifestPluginResource>,
) => ManifestPluginResource;

export type BundleFault = {
  /** As it stands in docs/boot.md. */
  readonly title: string;
  /** What stands at the faulty place of the release; one entry, mostly. */
  readonly entries: (plugin: MakePlugin) => readonly ManifestPluginResource[];
  /** How the bundles of those entries are served, by plugin name; the others are well. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  /** Each entry's ending, in any order. */
  readonly endings: readonly (readonly [plugin: string, ending: Ending])[];
};

export const UP: Ending = { state: 'initialised', ran: ['evaluate', 'init', 'ready'] };

export const failed = (code: string, ...ran: string[]): Ending => ({ state: 'failed', code, ran });
export const refused = (code: string): Ending => ({ state: 'refused', code, ran: [] });

/** A single plugin whose bundle is served like this. */
export function served(title: string, ending: Ending, ...answers: Answer[]): BundleFault {
  return {
    title,
    entries: (plugin) => [plugin(BAD)],
    answers: { [BAD]: answers },
    endings: [[BAD, ending]],
  };
}

/** A single plugin that is served well and listed like this. */
export function listed(
  title: string,
  ending: Ending,
  given: Partial<ManifestPluginResource>,
): BundleFault {
  return { ...served(title, ending, {}), entries: (plugin) => [plugin(BAD, given)] };
}
