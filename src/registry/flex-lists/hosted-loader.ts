// Plugboard's loader as a plugin of Flex: the file that the list names in the mode `loader`, read once.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PreparedAnswer, prepareAnswer } from '../manifest/prepared-answer.ts';

export type HostedLoader = {
  readonly answer: PreparedAnswer;
  readonly integrity: string;
  /** Names the content. */
  readonly hash: string;
  /** Has the hash in it, so that the file may be kept for ever. */
  readonly path: string;
};

const FILE = 'plugboard-hosted.js';

/** Rejects when the package was not built. */
export async function readHostedLoader(
  file = findFile(dirname(fileURLToPath(import.meta.url))),
): Promise<HostedLoader> {
  const bytes = await readFile(file);
  const hash = hashInPath(bytes);
  return {
    answer: await prepareAnswer(bytes),
    integrity: `sha384-${digestOf(bytes).toString('base64')}`,
    hash,
    path: `/plugins/loader/${hash}/${FILE}`,
  };
}

export function hashInPath(bytes: Buffer): string {
  return digestOf(bytes).toString('hex').slice(0, 16);
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha384').update(bytes).digest();
}

/** Upwards from here: this file runs from `src` in the repository and from `dist` in the package. */
function findFile(folder: string): string {
  for (const candidate of [join(folder, FILE), join(folder, 'dist', FILE)]) {
    if (existsSync(candidate)) return candidate;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`${FILE} is missing: build Plugboard with npm run build`);
  return findFile(parent);
}
