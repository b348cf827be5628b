// Reads "plugboard" in a plugin's package.json: what the author's tools have to know, and no registry is told.
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';

export type AuthorSettings = {
  /** Address of the desktop that the plugin is developed against. */
  readonly desktop?: string;
  /** Where bundling starts, instead of src/index. */
  readonly entry?: string;
  /** The author's own bundler: a command that builds again on every change. */
  readonly watch?: string;
  /** The file that this command writes. */
  readonly output?: string;
};

const KNOWN = ['desktop', 'entry', 'watch', 'output'];

/** Throws `package-invalid` for anything else: a misspelt setting would be lost without a word. */
export function readAuthorSettings(file: string, value: unknown = {}): AuthorSettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw settingsError(file, '"plugboard" is no object');
  }
  for (const [field, setting] of Object.entries(value)) {
    if (!KNOWN.includes(field)) {
      throw settingsError(file, `"plugboard" has no field ${field}; there are ${KNOWN.join(', ')}`);
    }
    if (typeof setting !== 'string' || setting === '') {
      throw settingsError(file, `"plugboard": {"${field}"} is no text`);
    }
  }
  const settings: AuthorSettings = value;
  if ((settings.watch === undefined) !== (settings.output === undefined)) {
    throw settingsError(file, '"plugboard" needs both, "watch" and "output", or none of them');
  }
  return settings;
}

function settingsError(file: string, problem: string): CliError {
  const message = `${file} cannot be used: ${problem}.`;
  return new CliError({
    code: 'package-invalid',
    message,
    advice: 'docs/authoring.md says what can stand there.',
    exit: EXIT.usage,
  });
}
