// A registry, a host of bundles and the built command, for one test file; each test works with an account of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specOf } from '../../../src/cli/command-spec.ts';
import { createProgram } from '../../../src/cli/program.ts';
import {
  basicAuth,
  createPlugin,
  createPluginVersion,
  fetchReleaseManifest,
  type NewPluginVersion,
  type PluginsApi,
  PluginsApiError,
} from '../../../src/client/index.ts';
import type { PluginVersionResource } from '../../../src/domain/index.ts';
import { type RunningRegistry, startRegistry } from '../../../src/registry/index.ts';
import { buildCli } from './build-cli.ts';
import { type BundleHost, startBundleHost } from './bundle-host.ts';
import { findMismatch } from './mismatch.ts';
import { type Finished, type RunOptions, runCli } from './run-cli.ts';

// Every step is a process, and the machine may be busy.
jest.setTimeout(120_000);

export class CliBench {
  readonly main: string;
  readonly host: BundleHost;
  registry!: RunningRegistry;
  folder!: string;
  readonly #removeBuild: () => void;

  private constructor(main: string, removeBuild: () => void, host: BundleHost) {
    this.main = main;
    this.host = host;
    this.#removeBuild = removeBuild;
  }

  static async open(): Promise<CliBench> {
    const { main, remove } = buildCli();
    return new CliBench(main, remove, await startBundleHost());
  }

  /** A fresh registry in a fresh folder, for the next test. */
  async start(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'plugboard-cli-'));
    this.registry = await startRegistry({ dataFolder: join(this.folder, 'data') });
    this.host.files.clear();
  }

  async stop(): Promise<void> {
    await this.registry.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.host.close();
    this.#removeBuild();
  }

  get api(): PluginsApi {
    const { accountSid, authToken } = this.registry.credentials;
    return { baseUrl: this.registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
  }

  get login(): Record<string, string> {
    const { accountSid, authToken } = this.registry.credentials;
    return {
      PLUGBOARD_URL: this.registry.url,
      PLUGBOARD_ACCOUNT_SID: accountSid,
      PLUGBOARD_AUTH_TOKEN: authToken,
    };
  }

  /** Runs the command with the credentials of the account. */
  run(line: string | readonly string[], options: RunOptions = {}): Promise<Finished> {
    const args = typeof line === 'string' ? line.split(' ') : line;
    const cwd = options.cwd ?? this.folder;
    return runCli(this.main, args, { ...options, cwd, env: { ...this.login, ...options.env } });
  }

  /** Runs it, expects success, and hands over what it printed. */
  async ok(line: string | readonly string[], options?: RunOptions): Promise<string> {
    const finished = await this.run(line, options);
    if (finished.exit !== 0) throw new Error(`${String(line)}: ${finished.stderr}`);
    return finished.stdout;
  }

  /** Runs it with --json, expects the documented shape, and hands over the result. */
  async json<Result = Record<string, string>>(
    line: string | readonly string[],
    options: RunOptions & { exit?: number } = {},
  ): Promise<Result> {
    const args = typeof line === 'string' ? line.split(' ') : [...line];
    const { exit, stdout, stderr } = await this.run([...args, '--json'], options);
    if (exit !== (options.exit ?? 0)) throw new Error(`${args.join(' ')}: exit ${exit}\n${stderr}`);
    const result: unknown = JSON.parse(stdout);
    const shape = await documentedShape(args);
    if (!shape) throw new Error(`${args.join(' ')} documents no shape`);
    const mismatch = findMismatch(shape, result);
    if (mismatch !== undefined) throw new Error(`${args.join(' ')}: ${mismatch}`);
    // Tests read what the shape has just vouched for.
    return result as Result;
  }

  /** Runs it with --json and hands over the failure that it printed. */
  async failure(line: string | readonly string[], options?: RunOptions) {
    const args = typeof line === 'string' ? line.split(' ') : [...line];
    const { exit, stdout, stderr } = await this.run([...args, '--json'], options);
    if (stdout !== '') throw new Error(`a failure printed a result: ${stdout}`);
    const last = stderr.trim().split('\n').at(-1) ?? '';
    const { error } = JSON.parse(last) as { error: Record<string, unknown> };
    return { ...error, status: exit };
  }

  /** Registers a version whose bundle the host serves; without the command, to save the time of a process. */
  async publish(
    plugin: string,
    version: string,
    more: Partial<NewPluginVersion> = {},
  ): Promise<PluginVersionResource> {
    const path = `/${plugin}/${version}/bundle.js`;
    this.host.files.set(path, { body: `/* ${plugin} ${version} */` });
    const pluginUrl = `${this.host.url}${path}`;
    try {
      await createPlugin(this.api, { uniqueName: plugin });
    } catch (error) {
      if (!(error instanceof PluginsApiError && error.status === 409)) throw error;
    }
    return createPluginVersion(this.api, plugin, { version, pluginUrl, ...more });
  }

  /** What agents get, as `name@version:phase`. */
  async live(): Promise<string[]> {
    const manifest = await fetchReleaseManifest(this.api);
    return (manifest?.plugins ?? []).map((it) => `${it.unique_name}@${it.version}:${it.phase}`);
  }
}

async function documentedShape(args: readonly string[]) {
  let command = createProgram(async () => undefined);
  for (const word of args) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) break;
    command = next;
  }
  return (await specOf(command)?.load())?.json;
}
