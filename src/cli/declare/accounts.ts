// Declares the commands about the accounts of a registry.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LimitFlag } from '../accounts/limit-flags.ts';
import type { Declare } from '../command-spec.ts';
import type {
  ChangeFlags,
  CreateAccountFlags,
  LimitsFlags,
  RotateFlags,
} from '../commands/accounts.ts';
import { collect, reasonOption, yesOption } from './options.ts';

export function declareAccounts(program: Command, declare: Declare): void {
  const group = program.command('accounts').summary('the accounts of a registry, and their limits');
  group.description(
    'Shows and changes the accounts of a registry, in its data folder or, with PLUGBOARD_DATABASE_URL, in its PostgreSQL. There is no HTTP call for this: whoever runs the registry decides it. The registry may run meanwhile.',
  );
  declare<ChangeFlags>(group, {
    usage: 'list',
    local: true,
    summary: 'the accounts, without their tokens',
    options: [dataOption()],
    load: async () => {
      const { list, ACCOUNTS_SHAPE } = await import('../commands/accounts.ts');
      return { run: list, json: ACCOUNTS_SHAPE };
    },
  });
  declare<CreateAccountFlags>(group, {
    usage: 'create <name>',
    local: true,
    summary: 'make another account; its auth token is printed once and kept nowhere',
    options: [...limitOptions(), reasonOption(), dataOption()],
    examples: ['plugboard accounts create Berlin --max-plugins 25 --data /srv/plugboard'],
    load: async () => {
      const { create, NEW_ACCOUNT_SHAPE } = await import('../commands/accounts.ts');
      return { run: create, json: NEW_ACCOUNT_SHAPE };
    },
  });
  declare<LimitsFlags>(group, {
    usage: 'limits <sid>',
    local: true,
    summary: 'change what an account may have; what is not named stays as it is',
    details:
      'Holds from the next request on, also in a registry that runs. What is there already stays, also where it is more than the new limit.',
    options: [...limitOptions(), reasonOption(), dataOption()],
    examples: [
      'plugboard accounts limits AC0123456789abcdef0123456789abcdef --max-versions 500 --engine @twilio/flex-ui=2.17.1',
    ],
    load: async () => {
      const { limits, LIMITS_SHAPE } = await import('../commands/accounts.ts');
      return { run: limits, json: LIMITS_SHAPE };
    },
  });
  declare<RotateFlags>(group, {
    usage: 'rotate-token <sid>',
    local: true,
    summary: 'give an account another auth token, printed once; the old one is refused at once',
    details:
      'Where credentials.json of the data folder has the account, it has the new token afterwards. Registries that get PLUGBOARD_AUTH_TOKEN need the new one for their next start. Keys of the account go on working.',
    options: [yesOption(), reasonOption(), dataOption()],
    load: async () => {
      const { rotateToken, ROTATED_SHAPE } = await import('../commands/accounts.ts');
      return { run: rotateToken, json: ROTATED_SHAPE };
    },
  });
}

const dataOption = () =>
  new Option(
    '-d, --data <folder>',
    'data folder of the registry; without it PLUGBOARD_DATA, else .plugboard',
  );

const limitOptions = () => [
  new Option('--max-plugins <number>', 'most plugins that are not archived, or `none`').argParser(
    readLimit,
  ),
  new Option(
    '--max-versions <number>',
    'most versions that are not archived, over all plugins, or `none`',
  ).argParser(readLimit),
  new Option(
    '--max-bundle-bytes <number>',
    "largest bundle, or `none` for the registry's own limit",
  ).argParser(readLimit),
  new Option(
    '--engine <name=version>',
    'version that the desktops run, against which configurations are checked, or `none`; all of them replace what was there (repeatable)',
  ).argParser(collect),
];

const MOST = 1_000_000_000;

function readLimit(text: string): LimitFlag {
  if (text === 'none') return text;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit > MOST) {
    throw new InvalidArgumentError(`a whole number up to ${MOST} is needed, or none`);
  }
  return limit;
}
