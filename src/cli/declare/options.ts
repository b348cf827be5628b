// Options that several commands have, and readers of their values.
import { InvalidArgumentError, Option } from 'commander';

export const collect = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  value,
];

/** An option that may be given more than once. */
export function repeated(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeatable)`).argParser(collect);
}

/** An option that may be given more than once, each time with one of these words. */
export function repeatedChoice(
  flags: string,
  description: string,
  choices: readonly string[],
): Option {
  return new Option(flags, `${description} (repeatable)`).argParser(
    (value: string, before: string[] | undefined) => {
      if (choices.includes(value)) return collect(value, before);
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    },
  );
}

export const changeOptions = (): Option[] => [
  repeated('--enable <name@version>', 'plugin to enable; `latest` is the version created last'),
  repeated('--disable <name>', 'plugin to take out'),
  repeated('--phase <name=number>', 'start-up phase of a plugin that is enabled'),
  new Option('--name <text>', 'name of the configuration'),
  new Option('--description <text>', 'description of the configuration'),
  new Option(
    '--allow-broken',
    'record what the boot would refuse as warnings instead of refusing it',
  ),
];

export const reasonOption = (): Option =>
  new Option('--reason <text>', 'why; kept in the audit trail');

export const idempotencyOption = (): Option =>
  new Option(
    '--idempotency-key <key>',
    'the same key again does nothing twice, such as the id of a pipeline run',
  );

export const yesOption = (): Option => new Option('-y, --yes', 'do not ask before doing it');

export const limitOption = (description: string): Option =>
  new Option('--limit <number>', description).argParser(readCount);

export function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,6}$/.test(text) || count < 1) {
    throw new InvalidArgumentError('a whole number from 1 is needed');
  }
  return count;
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  }
  return port;
}
