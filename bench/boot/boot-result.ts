// What the recorder leaves on the page when the last plugin was initialised.

export type BootResult = {
  /** Milliseconds from the start of the navigation until the last plugin was initialised. */
  readonly totalMs: number;
  readonly firstEvaluatedMs: number;
  /** How often a plugin was evaluated or initialised before one that it needs. */
  readonly violations: number;
  /** Exports of all modules in all bundles: the same number when the same code has run. */
  readonly exported: number;
};
