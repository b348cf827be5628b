export type Failure = {
  readonly title: string;
  readonly message: string;
};
export type Results = {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
};
/** A file that could not be run at all counts as one failure. */
export declare function readJest(file: string): Promise<Results>;
/** A test that passes only when it is run again has failed. */
export declare function readPlaywright(file: string): Promise<Results>;
