// Declares the commands about this machine: login, profiles, doctor, completion.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { CompletionFlags } from '../commands/completion.ts';
import type { DoctorFlags } from '../commands/doctor.ts';
import type { LoginFlags } from '../commands/login.ts';

export function declareSetup(program: Command, declare: Declare): void {
  declare<LoginFlags>(program, {
    usage: 'login',
    summary: 'keep the address and the credentials of a registry on this machine',
    details:
      'Asks for what is not given, where somebody can answer. The secret is typed or read from standard input, never an argument, because arguments can be seen by others. It is tried before it is kept, in a file that only its owner can read. PLUGBOARD_URL with PLUGBOARD_API_KEY and PLUGBOARD_API_SECRET, or with PLUGBOARD_ACCOUNT_SID and PLUGBOARD_AUTH_TOKEN, win over every login.',
    options: [
      new Option('--url <address>', 'address of the registry'),
      new Option('--user <sid>', 'account SID (AC…) or API key (SK…)'),
      new Option(
        '--secret-stdin',
        'read the auth token or the secret of the key from standard input',
      ),
    ],
    examples: [
      'plugboard login --url https://plugins.example.com --user AC0123456789abcdef0123456789abcdef',
      'plugboard login --profile staging --url https://staging.example.com --user "$KEY" --secret-stdin < secret.txt',
    ],
    load: async () => {
      const { login, LOGIN_SHAPE } = await import('../commands/login.ts');
      return { run: login, json: LOGIN_SHAPE };
    },
  });
  declareProfiles(program, declare);
  declare<DoctorFlags>(program, {
    usage: 'doctor',
    summary: 'find out why something does not work: network, proxy, credentials, clock, CORS',
    options: [
      new Option(
        '--origin <origin>',
        'origin of the page that loads the bundles, for the CORS check',
      ).default('https://flex.twilio.com'),
    ],
    load: async () => {
      const { doctor, DOCTOR_SHAPE } = await import('../commands/doctor.ts');
      return { run: doctor, json: DOCTOR_SHAPE };
    },
  });
  declare<CompletionFlags>(program, {
    usage: 'completion <shell>',
    local: true,
    summary: 'print a script that completes commands and options in bash, zsh or fish',
    examples: ['source <(plugboard completion bash)', 'plugboard completion fish | source'],
    load: async () => {
      const { completion, COMPLETION_SHAPE } = await import('../commands/completion.ts');
      return { run: completion, json: COMPLETION_SHAPE };
    },
  });
}

function declareProfiles(program: Command, declare: Declare): void {
  const group = program.command('profiles').summary('the logins on this machine');
  group.description('Shows and changes the logins on this machine.');
  declare(group, {
    usage: 'list',
    summary: 'the logins, without their secrets',
    load: async () => {
      const { list, PROFILES_SHAPE } = await import('../commands/profiles.ts');
      return { run: list, json: PROFILES_SHAPE };
    },
  });
  declare(group, {
    usage: 'use <name>',
    summary: 'make a login the current one',
    load: async () => {
      const { use, PROFILE_SHAPE } = await import('../commands/profiles.ts');
      return { run: use, json: PROFILE_SHAPE };
    },
  });
  declare(group, {
    usage: 'remove <name>',
    summary: 'forget a login',
    load: async () => {
      const { remove, PROFILE_SHAPE } = await import('../commands/profiles.ts');
      return { run: remove, json: PROFILE_SHAPE };
    },
  });
}
