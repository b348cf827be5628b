// What a measurement ran on. No names of hosts and no paths.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Machine = {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Absent where no browser takes part. */
  readonly chromium?: string;
  /** Of one, five and fifteen minutes before the run. */
  readonly loadAverage: readonly number[];
  readonly packages: Readonly<Record<string, string>>;
};

export async function describeMachine(
  chromiumPath?: string,
  packages: readonly string[] = [],
): Promise<Machine> {
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    ...(chromiumPath !== undefined && { chromium: await chromiumVersion(chromiumPath) }),
    loadAverage: loadavg().map((it) => Math.round(it * 100) / 100),
    packages: Object.fromEntries([...new Set(packages)].sort().map((it) => [it, versionOf(it)])),
  };
}

async function chromiumVersion(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)(path, ['--version']);
  return /[\d.]+/.exec(stdout)?.[0] ?? 'unknown';
}

/** Packages need not export their package.json, so it is looked up on the way that Node goes. */
function versionOf(name: string): string {
  const require = createRequire(join(import.meta.dirname, 'boot/contenders/x.js'));
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return (require(join(folder, name, 'package.json')) as { version: string }).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return 'not installed';
}

export function machineText(machine: Machine): string {
  const { cpu, cores, memoryGb, system, node, chromium, loadAverage, date, packages } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [
    date.slice(0, 10),
    `${cpu}, ${cores} cores, ${memoryGb} GB`,
    system,
    `Node ${node}`,
    ...(chromium === undefined ? [] : [`Chromium ${chromium}`]),
    `load average before ${loadAverage.join(', ')}`,
    ...(versions.length === 0 ? [] : [versions.join(', ')]),
  ].join('; ');
}
