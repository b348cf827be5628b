// A Redux store as `manager.store` is one: plugins add a reducer under their name, dispatch and subscribe.

export type Action = { readonly type: string; readonly [key: string]: unknown };
export type Reducer = (state: unknown, action: Action) => unknown;
type State = Readonly<Record<string, unknown>>;

export type FakeStore = {
  getState(): State;
  dispatch(action: Action): Action;
  /** Called after each dispatch; returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** From now on `getState()[name]` is what this reducer makes of each action. */
  addReducer(name: string, reducer: Reducer): void;
};

/** `state` is what stands in the store beside the plugins' own parts: Flex keeps its own under `flex`. */
export function createStore(state: State): FakeStore {
  const reducers = new Map<string, Reducer>();
  let listeners: readonly (() => void)[] = [];
  let current = state;
  const reduce = (action: Action) => {
    const parts = [...reducers].map(([name, reducer]) => [name, reducer(current[name], action)]);
    current = { ...current, ...Object.fromEntries(parts) };
  };
  return {
    getState: () => current,
    dispatch: (action) => {
      if (typeof Object(action).type !== 'string')
        throw new Error(
          'Actions must be plain objects with a "type"; this store has no middleware.',
        );
      reduce(action);
      for (const listener of listeners) listener();
      return action;
    },
    subscribe: (listener) => {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((it) => it !== listener);
      };
    },
    addReducer: (name, reducer) => {
      reducers.set(name, reducer);
      reduce({ type: '@@INIT' });
    },
  };
}
