// The part of @twilio/flex-ui 2.17 that the example plugins use. Flex UI itself is 700 MB of packages,
// so its own types stay out of this project.
declare module '@twilio/flex-ui' {
  import type { ReactElement } from 'react';

  namespace Flex {
    type ContentOptions = { sortOrder?: number; align?: 'start' | 'end' };
    /** Elements need a `key`. What is added after the first render stays invisible until a re-mount. */
    type DynamicContentStore = {
      add(element: ReactElement, options?: ContentOptions): void;
      replace(element: ReactElement, options?: ContentOptions): void;
    };

    type Task = {
      readonly taskSid: string;
      readonly attributes: Readonly<Record<string, unknown>>;
    };
    type TaskEvent = 'taskAccepted' | 'taskWrapup';
    type FlexEvents = { addListener(event: TaskEvent, listener: (task: Task) => void): unknown };
    type Manager = { readonly events: FlexEvents };

    const AgentDesktopView: { readonly Panel1: { readonly Content: DynamicContentStore } };
    const CRMContainer: { readonly Content: DynamicContentStore };
    const MainHeader: { readonly Content: DynamicContentStore };
    const Actions: {
      addListener(
        event: `${'before' | 'after'}${string}`,
        listener: (payload: Readonly<Record<string, unknown>>) => void,
      ): unknown;
    };
  }
  export = Flex;
}
