// A plugin class as Flex UI starts it, whose init() is a whole boot.
import { bootstrap } from '../bootstrap.ts';
import type { FlexNamespace } from '../options.ts';
import { flexToken, type HostedManager, registryOf } from './registry-of.ts';

export type HostedPlugin = new () => {
  /** Resolves when the boot has settled; Flex renders after it. Rejects only when no registry can be found. */
  init(flex: FlexNamespace, manager: HostedManager): Promise<void>;
};

/** `scriptUrl` is the address that the script was loaded from, or empty when its text was put into the page. */
export function createHostedPlugin(scriptUrl: string): HostedPlugin {
  return class PlugboardLoader {
    async init(flex: FlexNamespace, manager: HostedManager): Promise<void> {
      const { url, accountSid } = registryOf(scriptUrl, manager);
      const token = flexToken(manager);
      await bootstrap({
        flex,
        manager,
        registry: {
          url,
          ...(accountSid !== undefined && { accountSid }),
          // Read for each request, because Flex renews it.
          ...(token !== undefined && {
            authorize: () => ({ 'X-Flex-JWE': flexToken(manager) ?? token }),
          }),
        },
      });
    }
  };
}
