// `plugboard completion`: a script for the shell, made from the program itself.
import type { Command } from 'commander';
import type { RunCommand } from '../command-spec.ts';
import { usageError } from '../failures/usage-error.ts';
import { createProgram } from '../program.ts';
import type { Shape } from '../shape.ts';

export type CompletionFlags = object;

export const COMPLETION_SHAPE: Shape = { shell: 'text', script: 'text' };

export const completion: RunCommand<CompletionFlags> = async (_context, { args: [shell = ''] }) => {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (!write) throw usageError(`${shell} is not supported.`, 'There are bash, zsh and fish.');
  const script = write(wordsByCommand(createProgram(async () => undefined)));
  return { json: { shell, script }, text: () => script };
};

type Words = ReadonlyMap<string, readonly string[]>;

/** What can follow each command: its subcommands and its options. */
function wordsByCommand(command: Command, path = ''): Map<string, string[]> {
  const options = command.options.flatMap(({ long }) => (long ? [long] : []));
  const words = new Map([
    [path, [...command.commands.map((it) => it.name()), ...options, '--help']],
  ]);
  for (const sub of command.commands) {
    for (const [at, following] of wordsByCommand(sub, `${path} ${sub.name()}`.trim())) {
      words.set(at, following);
    }
  }
  return words;
}

const SHELLS: Readonly<Record<string, (words: Words) => string>> = {
  bash: bashScript,
  zsh: (words) => `autoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}`,
  fish: fishScript,
};

/** The longest command among the words typed so far decides. */
function bashScript(words: Words): string {
  const cases = [...words]
    .filter(([path]) => path !== '')
    .map(
      ([path, following]) => `      "${path}") path="${path}" words="${following.join(' ')}" ;;`,
    );
  return `_plugboard() {
  local path="" word words="${words.get('')?.join(' ')}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
${cases.join('\n')}
    esac
  done
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _plugboard plugboard`;
}

function fishScript(words: Words): string {
  const lines = ['complete -c plugboard -f'];
  for (const [path, following] of words) {
    const typed = path.split(' ').filter((word) => word !== '');
    const seen = typed.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const condition = path === '' ? '__fish_use_subcommand' : seen;
    for (const word of following) {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
      lines.push(`complete -c plugboard -n '${condition}' ${what}`);
    }
  }
  return lines.join('\n');
}
