// `plugboard archive …`: retires something for good. What is archived already is success, so a step can be rerun.
import {
  archiveConfiguration,
  archivePlugin,
  archivePluginVersion,
  type PluginsApi,
  PluginsApiError,
} from '../../client/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { confirm } from '../confirm.ts';
import { usageError } from '../failures/usage-error.ts';
import { namedVersion } from '../releases/named-version.ts';
import type { Shape } from '../shape.ts';

export type ArchiveFlags = { readonly yes?: boolean };

export const ARCHIVED_SHAPE: Shape = { archived: 'text', changed: 'true or false' };

export const plugin = archive(
  ([name = '']) => `plugin ${name}`,
  (api, [name = '']) => archivePlugin(api, name),
);

export const version = archive(
  (args) => {
    const { name, version } = requireVersion(args);
    return `version ${version} of ${name}`;
  },
  (api, args) => {
    const { name, version } = requireVersion(args);
    return archivePluginVersion(api, name, version);
  },
);

export const configuration = archive(
  ([sid = '']) => `configuration ${sid}`,
  (api, [sid = '']) => archiveConfiguration(api, sid),
);

function archive(
  describe: (args: readonly string[]) => string,
  send: (api: PluginsApi, args: readonly string[]) => Promise<unknown>,
): RunCommand<ArchiveFlags> {
  return async (context, { args, flags }) => {
    const what = describe(args);
    const api = await context.connect();
    await confirm(context, `Archive ${what} for good?`, { yes: flags.yes, unattended: false });
    const changed = await archivedNow(send(api, args));
    return {
      json: { archived: what, changed },
      text: () => (changed ? `Archived ${what}, for good.` : `The ${what} is archived already.`),
    };
  };
}

/** What is for good is never done to a version that nobody has named. */
function requireVersion(args: readonly string[]): { name: string; version: string } {
  const { name, version } = namedVersion(args);
  if (version !== undefined) return { name, version };
  throw usageError(
    `Which version of ${name} is to be archived?`,
    `Write ${name} 1.2.3; \`plugboard list versions ${name}\` shows what there is.`,
  );
}

async function archivedNow(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    const isDone =
      error instanceof PluginsApiError && error.details?.['reason'] === 'already-archived';
    if (isDone) return false;
    throw error;
  }
}
