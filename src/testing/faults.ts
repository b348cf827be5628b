// Faults to inject: into the answers of a registry or of a plugin's host, or into a plugin's own code.
import type { FakeAnswer } from './fake-network.ts';
import type { PluginCode } from './plugin-code.ts';

/** What a host answers instead of what was asked for. */
export type NetworkFault = {
  readonly answer: FakeAnswer;
  /** How many requests get it before all is well again. Default: all of them. */
  readonly times?: number;
};

/** What a plugin does instead of what its author wrote. */
export type CodeFault = { readonly code: PluginCode };

type Times = Pick<NetworkFault, 'times'>;

/**
 * Faults for `desktop.registry.injectFault()`, `desktop.injectFault()` and the option `fault` of
 * `bootPlugin()`. Time is the clock's own, in milliseconds. `{ times: 1 }` lets the second request through.
 */
export const faults = {
  /** The answer comes after `ms`. */
  slow: (ms: number, { times }: Times = {}): NetworkFault => network({ delayMs: ms }, times),
  /** Status 404. */
  notFound: ({ times }: Times = {}): NetworkFault => network({ status: 404, body: '' }, times),
  /** Status 500. */
  serverError: ({ times }: Times = {}): NetworkFault => network({ status: 500, body: '' }, times),
  /** The connection stands and nothing ever comes. */
  hangs: ({ times }: Times = {}): NetworkFault => network({ hang: true }, times),
  /** No connection. */
  offline: ({ times }: Times = {}): NetworkFault => network({ reset: true }, times),
  /** A web page with status 200, as a proxy or a login sends it. */
  html: ({ times }: Times = {}): NetworkFault =>
    network({ body: '<!doctype html><h1>Sign in</h1>', headers: HTML }, times),
  /** The bundle throws while it is evaluated. */
  throwsOnLoad: (message = 'thrown by a fault of the test'): CodeFault => ({
    code: { bundle: `throw new Error(${JSON.stringify(message)});` },
  }),
  /** init() throws. */
  throwsInInit: (message = 'thrown by a fault of the test'): CodeFault => ({
    code: () => {
      throw new Error(message);
    },
  }),
  /** init() never settles. */
  hangsInInit: (): CodeFault => ({ code: () => new Promise(() => undefined) }),
} as const;

const HTML = { 'content-type': 'text/html' };

function network(answer: FakeAnswer, times: number | undefined): NetworkFault {
  return { answer, ...(times !== undefined && { times }) };
}

/** What a request gets while a fault lasts, and after it. */
export function answersWith(fault: NetworkFault | undefined, well: FakeAnswer): FakeAnswer[] {
  if (!fault) return [well];
  const faulty = { ...well, ...fault.answer };
  if (fault.times === undefined) return [faulty];
  return [...Array.from({ length: fault.times }, () => faulty), well];
}
