// Declares the commands of administrators: audit, keys, accounts, backup, restore, import, export.
import { type Command, Option } from 'commander';
import type { Declare } from '../command-spec.ts';
import type { AuditFlags, VerifyFlags } from '../commands/audit.ts';
import type { DataFlags } from '../commands/backup.ts';
import type { ExportFlags } from '../commands/export.ts';
import type { ImportFlags } from '../commands/import-twilio.ts';
import type { CreateKeyFlags } from '../commands/keys.ts';
import { declareAccounts } from './accounts.ts';
import { limitOption, repeatedChoice, yesOption } from './options.ts';

export function declareAdministration(program: Command, declare: Declare): void {
  declareAudit(program, declare);
  declareKeys(program, declare);
  declareAccounts(program, declare);
  declareBackup(program, declare);
  declareImport(program, declare);
  declareExport(program, declare);
}

function declareAudit(program: Command, declare: Declare): void {
  const group = program.command('audit').summary('who changed what, when and why');
  group.description('Shows and verifies the audit trail: who changed what, when and why.');
  declare<AuditFlags>(group, {
    usage: 'list',
    summary:
      'changes, the newest first; with --json whole rows, as `audit verify --file` reads them',
    options: [
      new Option('--actor <sid>', 'changes by this account or key'),
      new Option('--action <name>', 'such as release.create'),
      new Option('--resource <sid>', 'changes of one thing'),
      new Option('--from <moment>', 'not before this, such as 2026-01-31T00:00:00Z'),
      new Option('--until <moment>', 'before this'),
      limitOption('how many at most; default 50, with --json all'),
    ],
    load: async () => {
      const { list, AUDIT_SHAPE } = await import('../commands/audit.ts');
      return { run: list, json: AUDIT_SHAPE };
    },
  });
  declare<VerifyFlags>(group, {
    usage: 'verify',
    summary: 'check that no row of the audit trail was changed, dropped or moved',
    details:
      'Reads the whole trail from the registry, or from a file that `audit list --json` wrote. Rows that were cut off at the end are only noticed with --head: note the head that this command prints somewhere else.',
    options: [
      new Option('--file <path>', 'rows to verify without a registry'),
      new Option('--head <hash>', 'the newest hash, noted earlier: the trail has to contain it'),
    ],
    load: async () => {
      const { verify, VERIFIED_SHAPE } = await import('../commands/audit.ts');
      return { run: verify, json: VERIFIED_SHAPE };
    },
  });
}

function declareKeys(program: Command, declare: Declare): void {
  const group = program.command('keys').summary('API keys for people and pipelines');
  group.description(
    'Shows, creates and revokes API keys. Needs the auth token or a key with the scope admin.',
  );
  declare(group, {
    usage: 'list',
    summary: 'the keys, without their secrets',
    load: async () => {
      const { list, KEYS_SHAPE } = await import('../commands/keys.ts');
      return { run: list, json: KEYS_SHAPE };
    },
  });
  declare<CreateKeyFlags>(group, {
    usage: 'create <name>',
    summary: 'create a key; its secret is printed once and kept nowhere',
    options: [
      repeatedChoice('--scope <scope>', 'read, deploy, release or admin', [
        'read',
        'deploy',
        'release',
        'admin',
      ]),
    ],
    examples: ['plugboard keys create pipeline --scope deploy --scope release'],
    load: async () => {
      const { create, NEW_KEY_SHAPE } = await import('../commands/keys.ts');
      return { run: create, json: NEW_KEY_SHAPE };
    },
  });
  declare(group, {
    usage: 'revoke <sid>',
    summary: 'revoke a key for good',
    options: [yesOption()],
    load: async () => {
      const { revoke, REVOKED_SHAPE } = await import('../commands/keys.ts');
      return { run: revoke, json: REVOKED_SHAPE };
    },
  });
}

function declareBackup(program: Command, declare: Declare): void {
  const data = () =>
    new Option('-d, --data <folder>', 'data folder of the registry on this machine').default(
      '.plugboard',
    );
  declare<DataFlags>(program, {
    usage: 'backup <folder>',
    summary:
      'copy database, hosted bundles and credentials of a running registry into a new folder',
    details:
      'For the embedded database, on the machine of the registry, while it runs. With PostgreSQL, use pg_dump and copy the folder `bundles`. The copy contains the credentials of the first account: keep it as carefully as those.',
    options: [data()],
    load: async () => {
      const { backup, BACKUP_SHAPE } = await import('../commands/backup.ts');
      return { run: backup, json: BACKUP_SHAPE };
    },
  });
  declare<DataFlags>(program, {
    usage: 'restore <folder>',
    summary: 'put a backup into a data folder that has no database',
    options: [data()],
    load: async () => {
      const { restore, RESTORED_SHAPE } = await import('../commands/backup.ts');
      return { run: restore, json: RESTORED_SHAPE };
    },
  });
}

function declareImport(program: Command, declare: Declare): void {
  const group = program.command('import').summary('take over what another Plugins API has');
  group.description('Takes over what another Plugins API has.');
  declare<ImportFlags>(group, {
    usage: 'twilio',
    summary: 'copy plugins, versions, configurations and releases of a Twilio account',
    details:
      "Reads through Twilio's own API with TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET. SIDs, dates and order are kept, so the release that is live there is live here. Waits where Twilio asks for it. What was interrupted is run again and goes on; run later, it brings over what is new. Refused (exit code 4) once this registry has made releases of its own. Bundles stay where they are. Needs the auth token of the registry or a key with the scope admin.",
    options: [
      new Option('--from <address>', 'origin of the API to read').default(
        'https://flex-api.twilio.com',
      ),
    ],
    load: async () => {
      const { importTwilio, IMPORTED_SHAPE } = await import('../commands/import-twilio.ts');
      return { run: importTwilio, json: IMPORTED_SHAPE };
    },
  });
}

function declareExport(program: Command, declare: Declare): void {
  declare<ExportFlags>(program, {
    usage: 'export <folder>',
    summary:
      'write the live release as files that any static server or CDN can serve to the loader',
    details:
      'Makes a manifest and the bundle of each plugin, checked against its hash, with the chunks and images beside it where the registry hosts them; source maps are left out. Of a bundle hosted elsewhere only the file that a browser runs is known, so one that loads more from beside itself has to stay there. A release is a moment: export again after the next one. Private bundles are refused (exit code 5).',
    options: [new Option('--base-url <address>', 'where the folder will be served')],
    examples: ['plugboard export public --base-url https://cdn.example.com/plugins'],
    load: async () => {
      const { exportRelease, EXPORTED_SHAPE } = await import('../commands/export.ts');
      return { run: exportRelease, json: EXPORTED_SHAPE };
    },
  });
}
