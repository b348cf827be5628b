// `plugboard dev`: builds a plugin on every change and serves it to a desktop that was asked to run it.
import { localBundleUrl } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import type { Context } from '../context.ts';
import type { AuthoredPlugin } from '../dev/authored-plugin.ts';
import { findEntry, type PluginFlags, readAuthoredPlugin } from '../dev/authored-plugin.ts';
import type { BuildOutcome, Bundler, OnOutcome } from '../dev/build-outcome.ts';
import { desktopLink, readDesktop, requireLinkable } from '../dev/desktop-link.ts';
import { type DevEvent, devEventText } from '../dev/dev-events.ts';
import { createLatestBuild } from '../dev/latest-build.ts';
import { openBrowser } from '../dev/open-browser.ts';
import { startDevServer } from '../dev/server/dev-server.ts';
import { usageError } from '../failures/usage-error.ts';
import { printable } from '../output/printable.ts';
import { untilStopped } from '../until-stopped.ts';

export type DevFlags = PluginFlags & {
  readonly port: number;
  readonly bundler?: 'esbuild' | 'own';
  readonly desktop?: string;
  readonly open?: string;
};

export const dev: RunCommand<DevFlags> = async (context, { args: [folder = '.'], flags }) => {
  const stopped = untilStopped();
  const plugin = await readAuthoredPlugin(context.terminal.cwd, folder, flags);
  const desktop = readDesktop(flags.open ?? flags.desktop ?? plugin.settings.desktop);
  requireLinkable({ plugin: plugin.name, port: flags.port === 0 ? ANY_PORT : flags.port });
  const bundle = await chooseBundler(context, plugin, flags);
  const tell = teller(context);

  const latest = createLatestBuild(() => server.tell());
  const server = await startDevServer({
    plugin: plugin.name,
    port: flags.port,
    desktop,
    latest,
    onRefused: (origin) => tell({ event: 'refused', origin }),
  });
  const { port } = server;
  const link = desktopLink(desktop, { plugin: plugin.name, port });
  const { name, format } = plugin;
  const url = localBundleUrl(name, port);
  tell({ event: 'listening', plugin: name, format, bundler: bundle.kind, url, link });
  let bundler: Bundler | undefined;
  try {
    bundler = await bundle.start((outcome) => {
      if (latest.take(outcome)) tell(eventOf(outcome));
    });
    if (flags.open !== undefined) openBrowser(link, (reason) => context.note(reason));
    await Promise.race([stopped, bundler.ended]);
  } finally {
    await bundler?.close();
    await server.close();
  }
  tell({ event: 'stopped' });
  return { json: {}, text: () => '', isPrinted: true };
};

/** Stands for whichever port comes, while a name is checked. */
const ANY_PORT = 3000;

type ChosenBundler = {
  readonly kind: 'esbuild' | 'own';
  readonly start: (onOutcome: OnOutcome) => Promise<Bundler>;
};

async function chooseBundler(
  { terminal }: Context,
  plugin: AuthoredPlugin,
  flags: DevFlags,
): Promise<ChosenBundler> {
  const { env } = terminal;
  const { watch: command, output } = plugin.settings;
  const kind = flags.bundler ?? (command === undefined ? 'esbuild' : 'own');
  if (kind === 'esbuild') {
    const entry = await findEntry(plugin);
    const { watchWithEsbuild } = await import('../dev/watch-with-esbuild.ts');
    const wish = { plugin, entry, mode: 'development' as const, env };
    return { kind, start: (onOutcome) => watchWithEsbuild(wish, onOutcome) };
  }
  if (command === undefined || output === undefined) {
    throw usageError(
      'The package names no bundler of its own.',
      'Add "plugboard": {"watch": "<command>", "output": "<file>"} to package.json.',
    );
  }
  const { runOwnBundler } = await import('../dev/run-own-bundler.ts');
  const own = { plugin, command, output, env, print: terminal.error };
  return { kind, start: async (onOutcome) => runOwnBundler(own, onOutcome) };
}

function teller({ terminal, flags, paint }: Context): (event: DevEvent) => void {
  const text = (event: DevEvent) => printable(devEventText(event, paint), terminal.colour.out);
  return (event) => terminal.out(`${flags.json ? JSON.stringify(event) : text(event)}\n`);
}

function eventOf(outcome: BuildOutcome): DevEvent {
  if (outcome.state === 'failed') return { event: 'failed', problems: outcome.problems };
  const { bundle, ms } = outcome;
  return { event: 'built', bytes: Buffer.byteLength(bundle.code), ms };
}
