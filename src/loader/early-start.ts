// What the early script in the page's head has started, for bootstrap() to go on with. See src/early/early.ts.

/** The early script leaves this on the page; each part is taken once. */
export type EarlyStart = {
  /** The address that was asked, and its answer. */
  readonly url: string;
  response?: Promise<Response>;
};

/** The answer to a request that is already under way, or undefined: then it has to be made. */
export function takeEarlyResponse(url: string): Promise<Response> | undefined {
  const early = (globalThis as { plugboardEarly?: EarlyStart }).plugboardEarly;
  if (early?.url !== url) return undefined;
  const { response } = early;
  // A retry must ask again, so a response is never handed out twice.
  delete early.response;
  return response;
}
