// Starts the agent desktop: Flex's Manager, then the plugins, then the first render.
// The order is Flex UI's: what a plugin adds after the first render stays invisible.
import { createElement } from 'react';
import { render } from 'react-dom';
import { ACCOUNT_SID } from '../cloud/sids.ts';
import { flex } from './flex-ui.ts';
import { startPlugins } from './plugboard.ts';
import { removeSplash, showFailure, showStep } from './splash.ts';

/** Where the page names a list of plugins, Flex's own loader takes them from there, and ours is not on the page. */
const configuration = (flexList: string | undefined) => ({
  logLevel: 'error',
  sso: { accountSid: ACCOUNT_SID },
  pluginService: flexList === undefined ? { enabled: false } : { enabled: true, url: flexList },
  disableTelemetry: true,
  disableBrowserVoice: true,
});

async function startDesktop(container: HTMLElement): Promise<void> {
  const { registryUrl = '', flexList } = container.dataset;
  showStep('Connecting');
  const manager = await flex.Manager.create(configuration(flexList));
  showStep('Starting plugins');
  if (flexList === undefined) await startPlugins(flex, manager, registryUrl);
  showStep('Opening the desktop');
  const desktop = createElement(
    flex.ContextProvider,
    { manager },
    createElement(flex.RootContainer),
  );
  render(desktop, container, removeSplash);
}

const container = document.getElementById('container');
if (container === null) throw new Error('The page has no element #container.');
startDesktop(container).catch((error: unknown) => {
  showFailure(error instanceof Error ? error.message : String(error));
  throw error;
});
