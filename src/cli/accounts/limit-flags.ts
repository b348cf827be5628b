// The limits of an account as flags, there and back.
import valid from 'semver/functions/valid.js';
import type { LimitChanges } from '../../registry/index.ts';
import { usageError } from '../failures/usage-error.ts';
import { shellWord } from '../output/shell-word.ts';
import { type AccountJson, engineWords } from './account-json.ts';

const NONE = 'none';

/** A word instead of null, which the parser takes for an empty text. */
export type LimitFlag = number | typeof NONE;

export type LimitFlags = {
  readonly maxPlugins?: LimitFlag;
  readonly maxVersions?: LimitFlag;
  readonly maxBundleBytes?: LimitFlag;
  readonly engine?: readonly string[];
};

export function limitChanges(flags: LimitFlags): LimitChanges {
  const { maxPlugins, maxVersions, maxBundleBytes, engine } = flags;
  return {
    ...(maxPlugins !== undefined && { maxPlugins: limitOf(maxPlugins) }),
    ...(maxVersions !== undefined && { maxVersions: limitOf(maxVersions) }),
    ...(maxBundleBytes !== undefined && { maxBundleBytes: limitOf(maxBundleBytes) }),
    ...(engine && { engines: enginesFrom(engine) }),
  };
}

function limitOf(flag: LimitFlag): number | null {
  return flag === NONE ? null : flag;
}

function enginesFrom(words: readonly string[]): Record<string, string> | null {
  if (words.length === 1 && words[0] === NONE) return null;
  return Object.fromEntries(words.map(readEngine));
}

function readEngine(word: string): [string, string] {
  const at = word.lastIndexOf('=');
  const [name, version] = [word.slice(0, at), word.slice(at + 1)];
  if (at > 0 && valid(version) !== null) return [name, version];
  throw usageError(
    `--engine ${word} is no name with a version.`,
    'Give --engine @twilio/flex-ui=2.17.1, or --engine none alone.',
  );
}

/** The flags that lead back to what the account had, of those that were given. */
export function flagsBack(before: AccountJson, given: LimitFlags): string {
  const flags: string[] = [];
  if (given.maxPlugins !== undefined) flags.push(`--max-plugins ${before.maxPlugins ?? NONE}`);
  if (given.maxVersions !== undefined) flags.push(`--max-versions ${before.maxVersions ?? NONE}`);
  if (given.maxBundleBytes !== undefined) {
    flags.push(`--max-bundle-bytes ${before.maxBundleBytes ?? NONE}`);
  }
  if (given.engine) {
    const words = engineWords(before);
    for (const word of words.length > 0 ? words : [NONE]) flags.push(`--engine ${shellWord(word)}`);
  }
  return flags.join(' ');
}
