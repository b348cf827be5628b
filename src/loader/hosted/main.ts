// The loader as a plugin of Flex: one classic script that an unmodified Flex UI loads from its list of plugins.
// Everything else comes with it: in its init() it boots the active release with all of the loader's guarantees.
import { createHostedPlugin } from './hosted-plugin.ts';

type Page = { Twilio: { Flex: { Plugins: { init(plugin: unknown): void } } } };

const script = document.currentScript as HTMLScriptElement | null;

// Flex ties the plugin to the script element, so this has to happen while the script runs.
(globalThis as unknown as Page).Twilio.Flex.Plugins.init(createHostedPlugin(script?.src ?? ''));
