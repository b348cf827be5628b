// Declares the commands that only look: status, diff, history, describe, list.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { DiffFlags } from '../commands/diff.ts';
import type { HistoryFlags } from '../commands/history.ts';
import type { ListFlags } from '../commands/list.ts';
import { limitOption } from './options.ts';

export function declareReading(program: Command, declare: Declare): void {
  declare(program, {
    usage: 'status',
    summary: 'what is live, since when, by whom',
    load: async () => {
      const { status, STATUS_SHAPE } = await import('../commands/status.ts');
      return { run: status, json: STATUS_SHAPE };
    },
  });
  declare<DiffFlags>(program, {
    usage: 'diff <a> [b]',
    summary: 'what changes from one configuration or release to another',
    details:
      'With one SID, from what is live to it. Shows what is added, removed, upgraded, downgraded and moved to another phase, with the changelogs of the versions between and the sizes of the bundles.',
    options: [new Option('--no-sizes', 'do not fetch the bundles to compare their sizes')],
    examples: ['plugboard diff FK0123456789abcdef0123456789abcdef active'],
    load: async () => {
      const { diff, DIFF_SHAPE } = await import('../commands/diff.ts');
      return { run: diff, json: DIFF_SHAPE };
    },
  });
  declare<HistoryFlags>(program, {
    usage: 'history',
    summary: 'releases, the newest first, with who, why and what changed',
    options: [limitOption('how many; default 20')],
    load: async () => {
      const { history, HISTORY_SHAPE } = await import('../commands/history.ts');
      return { run: history, json: HISTORY_SHAPE };
    },
  });
  declareDescribe(program, declare);
  declareList(program, declare);
}

function declareDescribe(program: Command, declare: Declare): void {
  const group = program.command('describe').summary('one thing with everything that hangs on it');
  group.description('Shows one thing with everything that hangs on it.');
  declare(group, {
    usage: 'plugin <name>',
    summary: 'a plugin with its versions',
    load: async () => {
      const { plugin, PLUGIN_SHAPE } = await import('../commands/describe.ts');
      return { run: plugin, json: PLUGIN_SHAPE };
    },
  });
  declare(group, {
    usage: 'version <name> [version]',
    summary: 'a version of a plugin, also as name@version; default: the one created last',
    load: async () => {
      const { version, VERSION_SHAPE } = await import('../commands/describe.ts');
      return { run: version, json: VERSION_SHAPE };
    },
  });
  declare(group, {
    usage: 'configuration [sid]',
    summary: 'a configuration with its plugins; default: the live one',
    load: async () => {
      const { configuration, CONFIGURATION_SHAPE } = await import('../commands/describe.ts');
      return { run: configuration, json: CONFIGURATION_SHAPE };
    },
  });
  declare(group, {
    usage: 'release [sid]',
    summary: 'a release with its plugins, who made it and why; default: the live one',
    load: async () => {
      const { release, RELEASE_SHAPE } = await import('../commands/describe.ts');
      return { run: release, json: RELEASE_SHAPE };
    },
  });
}

function declareList(program: Command, declare: Declare): void {
  const group = program.command('list').summary('everything of one kind, all pages');
  group.description('Lists everything of one kind, over all pages, the newest first.');
  const active = () => new Option('--active', 'only what is live');
  const archived = () => new Option('--archived', 'also what is archived');
  const limit = () => limitOption('how many at most');
  declare<ListFlags>(group, {
    usage: 'plugins',
    summary: 'plugins and their live versions',
    options: [active(), archived(), limit()],
    load: async () => {
      const { plugins, PLUGINS_SHAPE } = await import('../commands/list.ts');
      return { run: plugins, json: PLUGINS_SHAPE };
    },
  });
  declare<ListFlags>(group, {
    usage: 'versions <plugin>',
    summary: 'versions of a plugin',
    options: [active(), archived(), limit()],
    load: async () => {
      const { versions, VERSIONS_SHAPE } = await import('../commands/list.ts');
      return { run: versions, json: VERSIONS_SHAPE };
    },
  });
  declare<ListFlags>(group, {
    usage: 'configurations',
    summary: 'configurations',
    options: [active(), archived(), limit()],
    load: async () => {
      const { configurations, CONFIGURATIONS_SHAPE } = await import('../commands/list.ts');
      return { run: configurations, json: CONFIGURATIONS_SHAPE };
    },
  });
  declare<ListFlags>(group, {
    usage: 'releases',
    summary: 'releases',
    options: [active(), limit()],
    load: async () => {
      const { releases, RELEASES_SHAPE } = await import('../commands/list.ts');
      return { run: releases, json: RELEASES_SHAPE };
    },
  });
}
