// Declares the commands of a plugin's author: create, dev, build, test.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { CreateFlags } from '../commands/create.ts';
import type { DevFlags } from '../commands/dev.ts';
import type { PluginFlags } from '../dev/authored-plugin.ts';
import { readPort } from './options.ts';

export function declareAuthoring(program: Command, declare: Declare): void {
  declareCreate(program, declare);
  declareDev(program, declare);
  declareBuild(program, declare);
  declareTest(program, declare);
}

const nameOption = () =>
  new Option('--name <name>', 'unique name, instead of the one in package.json');

const formatOption = () =>
  new Option(
    '--format <format>',
    'format of the bundle, instead of the one in package.json',
  ).choices(['flex', 'system']);

function declareCreate(program: Command, declare: Declare): void {
  declare<CreateFlags>(program, {
    usage: 'create <name>',
    local: true,
    summary: 'make a new plugin in TypeScript, with one component and one test that passes',
    details:
      'The folder gets the name of the plugin and must be empty or not there yet; when anything goes wrong, nothing is left behind. docs/authoring.md goes on from there.',
    options: [new Option('--folder <path>', 'the folder to make, instead of ./<name>')],
    examples: ['plugboard create plugin-open-orders'],
    load: async () => {
      const { create, CREATED_SHAPE } = await import('../commands/create.ts');
      return { run: create, json: CREATED_SHAPE };
    },
  });
}

function declareDev(program: Command, declare: Declare): void {
  declare<DevFlags>(program, {
    usage: 'dev [folder]',
    local: true,
    summary: 'build a plugin on every change and serve it to your desktop',
    details: [
      'Prints the address to open. The desktop asks for consent, then runs this build instead of the release, in that tab only, and loads anew whenever a build succeeds; docs/authoring.md shows it.',
      'Listens on this machine only. Pages of localhost, flex.twilio.com and the desktop of --desktop may read the build, no other page.',
      'Runs until it is stopped. With --json it prints one such object per line for each event: `listening`, `built`, `failed` (the last good build stays), `refused` (a page of another origin), `stopped`.',
    ].join('\n'),
    options: [
      new Option('-p, --port <number>', 'port to listen on, 0 for a free one')
        .argParser(readPort)
        .default(3000),
      new Option(
        '--desktop <address>',
        'the desktop that you develop against; also "plugboard": {"desktop"} in package.json',
      ),
      new Option('--open <address>', 'the same, and open it in the browser'),
      new Option(
        '--bundler <which>',
        'esbuild, or the command in "plugboard": {"watch", "output"}, which wins where it stands',
      ).choices(['esbuild', 'own']),
      formatOption(),
      nameOption(),
    ],
    examples: ['plugboard dev', 'plugboard dev --port 3105 --open https://desktop.example.com'],
    load: async () => {
      const [{ dev }, { DEV_EVENT_SHAPE }] = await Promise.all([
        import('../commands/dev.ts'),
        import('../dev/dev-events.ts'),
      ]);
      return { run: dev, json: DEV_EVENT_SHAPE };
    },
  });
}

function declareBuild(program: Command, declare: Declare): void {
  declare<PluginFlags>(program, {
    usage: 'build [folder]',
    local: true,
    summary: 'write the bundle of a plugin to build/<name>.js, where deploy looks for it',
    details:
      'Starts at src/index.tsx, .ts, .jsx or .js, or at "plugboard": {"entry"} in package.json. React, Redux and Flex UI come from the desktop, in the format `system` also the plugins in `dependencies` of "flexPlugin"; styles, pictures and all other packages become part of the one file.',
    options: [formatOption(), nameOption()],
    examples: ['plugboard build && plugboard deploy --changelog "Shows the order number"'],
    load: async () => {
      const { build, BUILT_SHAPE } = await import('../commands/build.ts');
      return { run: build, json: BUILT_SHAPE };
    },
  });
}

function declareTest(program: Command, declare: Declare): void {
  declare(program, {
    usage: 'test [folder]',
    local: true,
    summary: "run a plugin's tests with Node's own test runner",
    details:
      'Takes files named *.test.ts, .tsx, .js or .jsx below test and src; TypeScript and JSX need nothing else installed. Exit code 1 when a test fails.',
    load: async () => {
      const { test, TESTED_SHAPE } = await import('../commands/test.ts');
      return { run: test, json: TESTED_SHAPE };
    },
  });
}
