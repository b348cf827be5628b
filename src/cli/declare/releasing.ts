// Declares the commands that change what agents get: deploy, create-configuration, release, rollback, archive.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { ArchiveFlags } from '../commands/archive.ts';
import type { CreateConfigurationFlags } from '../commands/create-configuration.ts';
import type { DeployFlags } from '../commands/deploy.ts';
import type { ReleaseFlags } from '../commands/release.ts';
import type { RollbackFlags } from '../commands/rollback.ts';
import { changeOptions, idempotencyOption, reasonOption, yesOption } from './options.ts';

export function declareReleasing(program: Command, declare: Declare): void {
  declareDeploy(program, declare);
  declareCreateConfiguration(program, declare);
  declareRelease(program, declare);
  declareRollback(program, declare);
  declareArchive(program, declare);
}

function declareDeploy(program: Command, declare: Declare): void {
  declare<DeployFlags>(program, {
    usage: 'deploy [folder]',
    summary: 'register a version of a plugin, with its bundle',
    details: [
      'Name, version and "flexPlugin" (dependencies, optionalDependencies, engines, policy, format) come from package.json in the folder, which is this one by default.',
      'The bundle is uploaded from `build/<name>.js`, `build/bundle.js`, `dist/<name>.js` or `dist/bundle.js`, or from --bundle; with --url it stays where it is hosted, and the registry gets its address and the hash of its bytes.',
      'The same again under the same version is success, so a failed pipeline step can be run again. Another byte in any of its files, another "flexPlugin" or another address under a version that exists is exit code 4, and a version that is archived by now exit code 5.',
      '--patch, --minor and --major count up from the highest version unless that is the very same. With --no-check the bytes are not known, so they count up whenever the highest version has an integrity.',
    ].join('\n'),
    options: [
      new Option(
        '--bundle <path>',
        'file or folder to upload; with --url: the file that has to be there',
      ),
      new Option('--entry <path>', 'the file in the folder that a browser runs'),
      new Option('--url <address>', 'where the bundle is hosted already'),
      new Option(
        '--no-check',
        'do not look at what --url serves; the version then has no integrity',
      ),
      new Option('--version <version>', 'version, instead of the one in package.json'),
      new Option('--patch', 'the next patch after the highest version'),
      new Option('--minor', 'the next minor version after the highest version'),
      new Option('--major', 'the next major version after the highest version'),
      new Option('--changelog <text>', 'what changed, for those who release it'),
      new Option('--name <name>', 'unique name, instead of the one in package.json'),
      new Option('--friendly-name <text>', 'name that people read'),
      new Option('--description <text>', 'what the plugin is for'),
      new Option('--private', 'only agents who are signed in may load the bundle'),
    ],
    examples: [
      'plugboard deploy --changelog "Shows the order number"',
      'plugboard deploy --patch --bundle build/plugin-orders.js',
      'plugboard deploy --url https://cdn.example.com/plugin-orders/1.2.0/bundle.js',
    ],
    load: async () => {
      const { deploy, DEPLOYED_SHAPE } = await import('../commands/deploy.ts');
      return { run: deploy, json: DEPLOYED_SHAPE };
    },
  });
}

function declareCreateConfiguration(program: Command, declare: Declare): void {
  declare<CreateConfigurationFlags>(program, {
    usage: 'create-configuration',
    summary: 'fix a set of plugin versions under a name, without releasing it',
    details:
      'Rerun with the same --idempotency-key it is the same request only against the same base: name it with --base, or --new, where something else may be released between the tries. `latest` is refused with a key.',
    options: [
      ...changeOptions(),
      new Option('--base <sid>', 'configuration or release to start from; default: the live one'),
      new Option('--new', 'start from nothing'),
      idempotencyOption(),
    ],
    examples: ['plugboard create-configuration --enable plugin-orders@1.2.0 --name "Sprint 7"'],
    load: async () => {
      const { createConfiguration, CREATED_CONFIGURATION_SHAPE } = await import(
        '../commands/create-configuration.ts'
      );
      return { run: createConfiguration, json: CREATED_CONFIGURATION_SHAPE };
    },
  });
}

function declareRelease(program: Command, declare: Declare): void {
  declare<ReleaseFlags>(program, {
    usage: 'release',
    summary: 'make plugins live, or take them out',
    details:
      'Changes what is live by what is named and leaves the rest as it is, in one transaction. With --base, changes of other plugins that were released since are kept, and a change of the same plugin is exit code 4. With --idempotency-key, a plugin that has a --phase needs its version named instead of `latest`.',
    options: [
      ...changeOptions(),
      new Option(
        '--configuration <sid>',
        'release this configuration as it is; --base then has to be live still',
      ),
      new Option(
        '--base <sid>',
        'the release that the change was made against: an FK SID, `active` or `none`',
      ),
      new Option('--dry-run', 'show what would change and what would be refused'),
      reasonOption(),
      idempotencyOption(),
    ],
    examples: [
      'plugboard release --enable plugin-orders@1.2.0 --enable plugin-notes@latest',
      'plugboard release --disable plugin-notes --reason "Slows down the desktop"',
      'plugboard release --configuration FJ0123456789abcdef0123456789abcdef --dry-run',
    ],
    load: async () => {
      const [{ release }, { RELEASED_SHAPE }] = await Promise.all([
        import('../commands/release.ts'),
        import('../releases/released.ts'),
      ]);
      return { run: release, json: RELEASED_SHAPE };
    },
  });
}

function declareRollback(program: Command, declare: Declare): void {
  declare<RollbackFlags>(program, {
    usage: 'rollback',
    summary: 'release an earlier configuration again',
    details: [
      'Goes back one step, or to the release or configuration that --to names. What changes is shown first; a release that somebody else makes meanwhile is exit code 4, not lost.',
      'A rollback is a new release of an earlier configuration. After one, the next goes a step further back and never returns to what was left; forth again is --to, as it is printed.',
    ].join('\n'),
    options: [
      new Option('--to <sid>', 'release or configuration to go to; default: one step back'),
      new Option('--dry-run', 'show what would change and what would be refused'),
      reasonOption(),
      yesOption(),
      idempotencyOption(),
    ],
    examples: ['plugboard rollback --reason "Wrap-up does not end"'],
    load: async () => {
      const [{ rollback }, { RELEASED_SHAPE }] = await Promise.all([
        import('../commands/rollback.ts'),
        import('../releases/released.ts'),
      ]);
      return { run: rollback, json: RELEASED_SHAPE };
    },
  });
}

function declareArchive(program: Command, declare: Declare): void {
  const group = program.command('archive').summary('retire something for good');
  group.description(
    'Retires something for good. What is live cannot be archived; what is archived already is success.',
  );
  declare<ArchiveFlags>(group, {
    usage: 'plugin <name>',
    summary: 'archive a plugin with all its versions',
    options: [yesOption()],
    load: async () => {
      const { plugin, ARCHIVED_SHAPE } = await import('../commands/archive.ts');
      return { run: plugin, json: ARCHIVED_SHAPE };
    },
  });
  declare<ArchiveFlags>(group, {
    usage: 'version <name> [version]',
    summary: 'archive one version of a plugin: name and version, or name@version',
    options: [yesOption()],
    load: async () => {
      const { version, ARCHIVED_SHAPE } = await import('../commands/archive.ts');
      return { run: version, json: ARCHIVED_SHAPE };
    },
  });
  declare<ArchiveFlags>(group, {
    usage: 'configuration <sid>',
    summary: 'archive a configuration',
    options: [yesOption()],
    load: async () => {
      const { configuration, ARCHIVED_SHAPE } = await import('../commands/archive.ts');
      return { run: configuration, json: ARCHIVED_SHAPE };
    },
  });
}
