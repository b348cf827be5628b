// Runs Plugboard's loader on the page, as any host would that includes plugboard-loader.js by a script tag.
import type { bootstrap } from '../../../src/loader/index.ts';
import type { FlexManager, FlexUi } from './flex-ui.ts';

declare global {
  interface Window {
    Plugboard?: { readonly bootstrap: typeof bootstrap };
  }
}

/** Without the loader script the desktop starts without plugins: no script may cost an agent the desktop. */
export async function startPlugins(
  flex: FlexUi,
  manager: FlexManager,
  registryUrl: string,
): Promise<void> {
  if (window.Plugboard === undefined) {
    console.warn('plugboard-loader.js did not load; the desktop starts without plugins.');
    return;
  }
  await window.Plugboard.bootstrap({ flex, manager, registry: { url: registryUrl } });
}
