// Makes a fresh clone ready: checks Node and installs the packages. Runs before `npm start` and `npm test`.
import { join } from 'node:path';
import { ensurePackages } from './ensure-packages.mjs';

const OLDEST = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  fail(`Plugboard needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`);
}

try {
  await ensurePackages({
    folder: join(import.meta.dirname, '..'),
    announce: 'Installing packages (about a minute the first time)',
    log: console.log,
  });
} catch (error) {
  fail(error.message);
}

function fail(line) {
  console.error(line);
  process.exit(1);
}
