// The programmable components of Flex UI, for the types only: in the fake any capitalised name is a component.
import type { FakeContent } from './content.ts';

export type FakeComponent = {
  /** In JSX the fake shows its children. */
  (props: { readonly children?: unknown }): unknown;
  readonly displayName: string;
  readonly Content: FakeContent;
  readonly defaultProps: Record<string, unknown>;
};

/** Source: Flex UI 2.17.1. */
type Name =
  | 'CRMContainer'
  | 'CallCanvas'
  | 'CallCanvasActions'
  | 'ConnectingOutboundCallCanvas'
  | 'ConversationViewPanel'
  | 'IncomingTaskCanvas'
  | 'LiveCommsBar'
  | 'MainContainer'
  | 'MainHeader'
  | 'MessageBubble'
  | 'MessageInput'
  | 'MessageList'
  | 'MessagingCanvas'
  | 'NoTasksCanvas'
  | 'OutboundDialerPanel'
  | 'ParticipantsCanvas'
  | 'QueuesStatsView'
  | 'RootContainer'
  | 'SideLink'
  | 'SideNav'
  | 'SupervisorTaskCanvas'
  | 'SupervisorTaskCanvasHeader'
  | 'SupervisorTaskCanvasTabs'
  | 'SupervisorTaskInfoPanel'
  | 'Tab'
  | 'TaskCanvas'
  | 'TaskCanvasHeader'
  | 'TaskCanvasTabs'
  | 'TaskCard'
  | 'TaskInfoPanel'
  | 'TaskList'
  | 'TaskListButtons'
  | 'TaskListItem'
  | 'TaskWrapupPanel'
  | 'TeamFiltersPanel'
  | 'TeamsView'
  | 'UserControls'
  | 'View'
  | 'ViewCollection'
  | 'WorkerCanvas'
  | 'WorkerDirectory'
  | 'WorkerDirectoryTabs'
  | 'WorkerProfile'
  | 'WorkerSkills'
  | 'WorkersDataTable';

export type FakeComponents = { readonly [Component in Name]: FakeComponent } & {
  readonly AgentDesktopView: FakeComponent & {
    readonly Panel1: FakeComponent;
    readonly Panel2: FakeComponent;
  };
};
