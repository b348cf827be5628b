// Installs the packages of a folder exactly as its lockfile says, unless they already stand there.
// Node's built-ins only: this runs before any package is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const STILL_BUSY_MS = 15_000;

/** Resolves to whether anything had to be installed; rejects when npm fails. */
export async function ensurePackages({ folder, announce, log }) {
  const wanted = await fingerprint(folder);
  const stamp = join(folder, 'node_modules', '.plugboard-packages');
  if ((await readIfThere(stamp)) === wanted) return false;
  log(announce);
  await runNpmCi(folder, log);
  await writeFile(stamp, wanted);
  return true;
}

/** Packages with binaries fit one ABI of Node, so a new Node needs them anew. */
async function fingerprint(folder) {
  const lockfile = await readFile(join(folder, 'package-lock.json'));
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.versions.modules}\n`;
}

async function readIfThere(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function runNpmCi(folder, log) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const stillBusy = setInterval(() => log(`  still installing (${seconds()} s)`), STILL_BUSY_MS);
  try {
    const code = await spawnNpm(
      ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
      folder,
    );
    if (code !== 0) throw new Error(`npm ci ended with code ${code} in ${folder}.`);
    log(`  installed in ${seconds()} s`);
  } finally {
    clearInterval(stillBusy);
  }
}

// Below `npm start` npm names its own script; elsewhere npm is a command, on Windows one that needs a shell.
async function spawnNpm(args, cwd) {
  const script = process.env.npm_execpath;
  const npm = script?.endsWith('.js')
    ? spawn(process.execPath, [script, ...args], { cwd, stdio: 'inherit' })
    : spawn('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  const [code, signal] = await once(npm, 'exit');
  return code ?? signal;
}
