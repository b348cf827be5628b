// Unpacks the Chromium of the optional package @sparticuz/chromium, made for machines that have no browser at all.
// The package's own list of flags is never used: it switches web security off.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const UNPACK_TIMEOUT_MS = 120_000;
const cache = join(import.meta.dirname, '../node_modules/.cache/plugboard-chromium');

export type PackagedChromium = {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
};

/** The unpacked browser with the libraries and fonts it brings, or undefined where the package does not run. */
export async function packagedChromium(): Promise<PackagedChromium | undefined> {
  const entry = packageEntry();
  if (entry === undefined) return undefined;
  const home = join(cache, versionOf(entry));
  if (!existsSync(home)) await unpack(entry, home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts/plugboard.conf'),
    },
  };
}

function packageEntry(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    return createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function versionOf(entry: string): string {
  const description: { version: string } = createRequire(entry)('../../package.json');
  return description.version;
}

// In a process of its own, because the package decides by environment variables where and what it unpacks;
// into a folder that is renamed when it is complete, because the package takes half a browser for a whole one.
async function unpack(entry: string, home: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${home}-`);
  const script = `const it = require(${JSON.stringify(entry)}); (it.default ?? it).executablePath()`;
  await promisify(execFile)(process.execPath, ['-e', script], {
    env: { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    timeout: UNPACK_TIMEOUT_MS,
  });
  await writeFile(join(unfinished, 'fonts/plugboard.conf'), fontConfiguration(home));
  await moveIntoPlace(unfinished, home);
}

// Two processes may unpack at once; the first to finish wins and the other's copy is thrown away.
async function moveIntoPlace(unfinished: string, home: string): Promise<void> {
  try {
    await rename(unfinished, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
    await rm(unfinished, { recursive: true });
  }
}

// The package's own configuration looks for fonts only where a cloud function keeps them.
const fontConfiguration = (home: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(home, 'fonts/fonts')}</dir>
  <cachedir>${join(home, 'fonts/cache')}</cachedir>
</fontconfig>
`;
