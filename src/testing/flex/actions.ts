// Flex's Actions framework: before listeners that may cancel, the action or its replacements, after listeners.
// Its rules are those of Flex UI 2.17.1; that actions may be pending or blocked is left out.
import { Emitter, type Listener } from './emitter.ts';
import { STANDARD_ACTIONS } from './standard-actions.ts';

export type ActionFunction = (payload?: unknown) => unknown;
export type ReplacedActionFunction = (
  payload: unknown,
  original: ActionFunction,
  next: ActionFunction,
) => unknown;

/** One invocation of an action, cancelled ones included. */
export type InvokedAction = { readonly action: string; readonly payload: unknown };

export type FakeActions = {
  registerAction(action: string, work: ActionFunction): void;
  /** The newest replacement runs; `next` is the one before it, `original` the action itself. */
  replaceAction(action: string, work: ReplacedActionFunction): void;
  /** `before<Action>` gets the payload and a function that cancels; `after<Action>` gets the payload. */
  addListener(event: string, listener: Listener): unknown;
  removeListener(event: string, listener: Listener): unknown;
  on(event: string, listener: Listener): unknown;
  /** Rejects when nobody registered the action, when a listener cancelled it, or when it failed. */
  invokeAction(action: string, payload?: unknown): Promise<unknown>;
};

/** `onListenerError` hears what a listener throws: Flex logs it and goes on. */
export function createActions(
  invoked: InvokedAction[],
  onListenerError: (event: string, error: unknown) => void,
): FakeActions {
  const actions = new Map<string, ActionFunction>();
  for (const action of STANDARD_ACTIONS) actions.set(action, () => undefined);
  const replacements = new Map<string, ReplacedActionFunction[]>();
  const emitter = new Emitter();

  const tell = async (event: string, ...args: unknown[]) => {
    const calls = emitter.listeners(event).map(async (listener) => {
      try {
        await (listener as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        onListenerError(event, error);
      }
    });
    await Promise.all(calls);
  };

  const run = (action: string, original: ActionFunction, payload: unknown): unknown => {
    const chain = replacements.get(action) ?? [];
    const runAt = (at: number, given: unknown): unknown => {
      const replacement = chain[at];
      if (!replacement) return original(given);
      return replacement(given, original, (changed) => runAt(at - 1, changed));
    };
    return runAt(chain.length - 1, payload);
  };

  return {
    registerAction: (action, work) => void actions.set(action, work),
    replaceAction: (action, work) => {
      replacements.set(action, [...(replacements.get(action) ?? []), work]);
    },
    addListener: (event, listener) => emitter.addListener(event, listener),
    removeListener: (event, listener) => emitter.removeListener(event, listener),
    on: (event, listener) => emitter.addListener(event, listener),
    invokeAction: async (action, payload) => {
      const original = actions.get(action);
      if (!original) throw new Error(`Action ${action} does not exist!`);
      invoked.push({ action, payload });
      let isCancelled = false;
      const cancel = () => {
        isCancelled = true;
      };
      await tell(`before${action}`, payload, cancel);
      if (isCancelled) throw new Error(`Action ${action} cancelled by before event`);
      const result = await run(action, original, payload);
      await tell(`after${action}`, payload);
      return result;
    },
  };
}
