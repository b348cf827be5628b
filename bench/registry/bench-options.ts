// What each benchmark of the registry can be told.
import type { LogLevel } from '../../src/registry/index.ts';

export type BenchOptions = {
  /** Few and short rounds: shows that the benchmark works, and little else. */
  readonly quick?: boolean;
  /** Of the registry. Default `warn`. */
  readonly logLevel?: LogLevel;
  /** Of the registry's process, such as `--cpu-prof`. */
  readonly nodeFlags?: readonly string[];
};
