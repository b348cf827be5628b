// Installs what the agent desktop needs, Flex UI first of all; kept out of the project's own packages for its size.
import { join } from 'node:path';
import { ensurePackages } from '../../../scripts/ensure-packages.mjs';

/** Does nothing when the packages already match the lockfile of examples/flex-desktop. */
export function installPackages(log: (line: string) => void): Promise<boolean> {
  return ensurePackages({
    folder: join(import.meta.dirname, '..'),
    announce:
      'Installing Flex UI (about 700 MB of packages, a minute or more, the first time only)',
    log,
  });
}
