// Runs in the page before Flex UI: notes when its Manager is there, which is when a page may start plugins.
import type { StageMoments } from '../../flex-ui/stage-moments.ts';

/** Addresses whose request begins the plugin stage of Flex UI's own loader; put in when the script is made. */
declare const LIST_URL: string;

type Manager = { create(configuration: object): Promise<unknown> };
type Flex = { readonly Manager: Manager };
type Page = { Twilio?: object; pluginStage?: () => StageMoments };

const page = globalThis as Page;
let managerMs: number | undefined;
let flex: Flex | undefined;

page.Twilio = {
  get Flex(): Flex | undefined {
    return flex;
  },
  set Flex(given: Flex) {
    flex = given;
    const create = given.Manager.create.bind(given.Manager);
    given.Manager.create = async (configuration) => {
      const manager = await create(configuration);
      managerMs = performance.now();
      return manager;
    };
  },
};

page.pluginStage = () => ({
  managerMs,
  listMs: performance.getEntriesByType('resource').find(({ name }) => name.startsWith(LIST_URL))
    ?.startTime,
});
