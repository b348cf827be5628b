// `npm start`: the agent desktop and the registry on this machine, until Ctrl-C.
import { type Demo, startDemo } from '../examples/flex-desktop/demo/start-demo.ts';
import {
  readStartOptions,
  START_HELP,
  type StartOptions,
} from '../examples/flex-desktop/demo/start-options.ts';

const log = (line: string): void => console.log(line);

try {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options === 'help') log(START_HELP);
  else await start(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(options: StartOptions): Promise<void> {
  const demo = await startDemo({ ...options, log });
  log(`
  Agent desktop   ${demo.desktop.url}
  Registry        ${demo.registry.url}

  Account and token of the registry are in ${demo.credentialsFile}. Ctrl-C stops both.
`);
  stopOnSignal(demo);
}

// A second Ctrl-C does not wait for open connections.
function stopOnSignal(demo: Demo): void {
  const stop = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
    log('Stopping');
    demo.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
