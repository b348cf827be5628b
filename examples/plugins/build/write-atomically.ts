// Writes a file so that a reader, or a second build at the same time, never meets half of it.
import { rename, writeFile } from 'node:fs/promises';

export async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
