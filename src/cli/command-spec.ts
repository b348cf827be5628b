// Declares a command to the parser without loading what it does, so that --help costs nothing of it.
import { type Command, Option } from 'commander';
import type { CommonFlags, Context } from './context.ts';
import type { Result } from './result.ts';
import type { Shape } from './shape.ts';

export type Call<Flags> = { readonly args: readonly string[]; readonly flags: Flags };

export type RunCommand<Flags> = (context: Context, call: Call<Flags>) => Promise<Result>;

export type CommandSpec<Flags> = {
  /** Name and arguments as people type them, such as `deploy [folder]`. */
  readonly usage: string;
  readonly summary: string;
  /** More than one line about it, for its help and docs/cli.md. */
  readonly details?: string;
  readonly options?: readonly Option[];
  /** The command talks to no registry, so it has no --profile. */
  readonly local?: boolean;
  readonly examples?: readonly string[];
  readonly load: () => Promise<LoadedCommand<Flags>>;
};

export type LoadedCommand<Flags> = {
  readonly run: RunCommand<Flags>;
  /** What `--json` prints. */
  readonly json?: Shape;
};

export type AnySpec = CommandSpec<CommonFlags>;
export type Perform = (spec: AnySpec, call: Call<CommonFlags>) => Promise<void>;

const SPECS = new WeakMap<Command, AnySpec>();

export function specOf(command: Command): AnySpec | undefined {
  return SPECS.get(command);
}

/** Makes the `declare` of one program: what is declared with it is carried out by `perform`. */
export function declareWith(perform: Perform) {
  return <Flags extends object>(parent: Command, spec: CommandSpec<Flags>): Command => {
    const command = parent.command(spec.usage).summary(spec.summary);
    command.description(spec.details ? `${spec.summary}\n\n${spec.details}` : spec.summary);
    for (const option of spec.options ?? []) command.addOption(option);
    addCommonOptions(command, spec);
    if (spec.examples) command.addHelpText('after', examplesText(spec.examples));
    // Flags of a spec are what its own options say they are; the parser knows them only as a record.
    const known = spec as unknown as AnySpec;
    SPECS.set(command, known);
    return command.action(async () => {
      await perform(known, { args: command.args, flags: command.opts<CommonFlags>() });
    });
  };
}

export type Declare = ReturnType<typeof declareWith>;

function addCommonOptions(command: Command, { local = false }: { local?: boolean }): void {
  command.addOption(
    new Option('--json', 'print the result as JSON, for programs').helpGroup('Every command:'),
  );
  if (local) return;
  command.addOption(
    new Option('--profile <name>', 'the login to use instead of the current one').helpGroup(
      'Every command:',
    ),
  );
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`;
}
