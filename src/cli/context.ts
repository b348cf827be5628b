// What every command works with: the flags that all commands have, the way to the registry, words for the terminal.
import type { PluginsApi } from '../client/index.ts';
import type { Paint } from './output/paint.ts';
import type { Terminal } from './terminal.ts';

export type CommonFlags = {
  readonly json?: boolean;
  readonly profile?: string;
};

export type Connection = {
  readonly api: PluginsApi;
  /** Where address and credentials came from, for people. */
  readonly source: string;
};

export type Context = {
  readonly terminal: Terminal;
  readonly flags: CommonFlags;
  /** For results. */
  readonly paint: Paint;
  /** The registry that environment and profile name; throws `not-logged-in` where none does. */
  readonly connect: () => Promise<PluginsApi>;
  /** A line about work that goes on, to standard error. */
  readonly note: (text: string) => void;
};
