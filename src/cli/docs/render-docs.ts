// Makes docs/cli.md out of the program itself, so that it says what the program does and nothing else.
import type { Argument, Command, Option } from 'commander';
import { type AnySpec, specOf } from '../command-spec.ts';
import { EXIT_MEANING } from '../exit-codes.ts';
import { createProgram } from '../program.ts';
import { renderShape } from '../shape.ts';
import { CLOSING, OPENING } from './texts.ts';

export async function renderDocs(): Promise<string> {
  const program = createProgram(async () => undefined);
  const commands = leavesOf(program);
  const parts = [
    OPENING,
    exitCodes(),
    CLOSING,
    '## Commands',
    commands
      .map(({ path, command }) => `- [${path}](${anchorOf(path)}): ${command.summary()}`)
      .join('\n'),
  ];
  for (const { path, command, spec } of commands) parts.push(await section(path, command, spec));
  return `${parts.join('\n\n')}\n`;
}

type Leaf = { readonly path: string; readonly command: Command; readonly spec: AnySpec };

function leavesOf(command: Command, path = 'plugboard'): Leaf[] {
  return command.commands.flatMap((sub) => {
    const subPath = `${path} ${sub.name()}`;
    const spec = specOf(sub);
    return spec ? [{ path: subPath, command: sub, spec }] : leavesOf(sub, subPath);
  });
}

async function section(path: string, command: Command, spec: AnySpec): Promise<string> {
  const usage = [path, ...command.registeredArguments.map(argumentText)].join(' ');
  const { json } = await spec.load();
  const parts = [`### ${path}`, sentence(spec.summary), ...(spec.details ? [spec.details] : [])];
  parts.push(
    fence(
      'sh',
      spec.local ? `${usage} [options] [--json]` : `${usage} [options] [--json] [--profile <name>]`,
    ),
  );
  if (spec.options && spec.options.length > 0) parts.push(optionTable(spec.options));
  if (spec.examples) parts.push('Examples:', fence('sh', spec.examples.join('\n')));
  if (json) parts.push('`--json` prints:', fence('text', renderShape(json)));
  return parts.join('\n\n');
}

function argumentText(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function optionTable(options: readonly Option[]): string {
  const rows = options.map(({ flags, description, defaultValue }) => {
    const hasDefault = typeof defaultValue === 'string' || typeof defaultValue === 'number';
    const shown = hasDefault ? `; default \`${defaultValue}\`` : '';
    return `| \`${flags}\` | ${description}${shown} |`;
  });
  return ['| option | |', '|---|---|', ...rows].join('\n');
}

function exitCodes(): string {
  const rows = EXIT_MEANING.map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return ['## Exit codes', '', '| code | |', '|---|---|', ...rows].join('\n');
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function anchorOf(path: string): string {
  return `#${path.replaceAll(' ', '-')}`;
}
