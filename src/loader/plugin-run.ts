// The run of one plugin of a plan: waits for what it needs, goes through its stages, ends in one outcome.
import {
  type BootStage,
  type ErrorCode,
  type PlannedPlugin,
  PlugboardError,
  type PluginOutcome,
} from '../domain/index.ts';
import { bootDeadlineError } from './boot.ts';
import { whyNotRun } from './diagnose-bundle.ts';
import type { Bundle } from './download-bundle.ts';
import type { RunContext } from './run-plan.ts';
import { evaluate, init, inStage, type PluginClass, StageFailure } from './run-plugin.ts';

const NOT_THE_BUNDLE: readonly ErrorCode[] = ['bundle-html', 'bundle-mime', 'bundle-unreachable'];

type Span = { startMs: number; endMs: number };

export class PluginRun {
  /** Never rejects. */
  readonly settled: Promise<PluginOutcome>;
  readonly planned: PlannedPlugin;
  #current: PlannedPlugin;
  #stage: BootStage = 'download';
  #bundle: Bundle | undefined;
  readonly #timings: Partial<Record<BootStage, Span>> = {};
  readonly #context: RunContext;

  /** `turn` resolves when a plugin without dependency metadata may init. */
  constructor(planned: PlannedPlugin, context: RunContext, turn: Promise<unknown>) {
    this.planned = planned;
    this.#current = planned;
    this.#context = context;
    this.settled = this.#run(turn).catch((error: unknown) => this.#failure(error));
  }

  /** What to report when the boot ends before this run does. */
  unsettled(error: PlugboardError): PluginOutcome {
    return { ...this.#facts(), state: 'failed', stage: this.#stage, error };
  }

  async #run(turn: Promise<unknown>): Promise<PluginOutcome> {
    const blocked = await this.#context.waitForDependencies(this.planned);
    if (blocked) return { ...this.#facts(), state: 'skipped', error: blocked };
    const bundle = await inStage('download', () => this.#download());
    const pluginClass = await this.#measured('evaluate', () => this.#evaluate(bundle));
    await turn;
    await this.#measured('init', () => this.#init(pluginClass));
    return { ...this.#facts(), state: 'initialised' };
  }

  async #download(): Promise<Bundle> {
    const failed = await this.#tryDownload(this.planned);
    return failed instanceof PlugboardError ? this.#downloadStandIn(failed) : failed;
  }

  async #downloadStandIn(failed: PlugboardError): Promise<Bundle> {
    const { boot, downloads, findStandIn } = this.#context;
    const standIn = await findStandIn(this.planned);
    // It may need what the version that it stands in for does not.
    if (!standIn || (await this.#context.waitForDependencies(standIn))) throw failed;
    // The bytes of a version that worked are mostly here, and a network that failed once may fail again.
    const kept = await downloads.readKept(standIn, failed);
    const bundle = kept ?? (await this.#tryDownload(standIn));
    if (bundle instanceof PlugboardError) throw failed;
    boot.fault(failed, this.planned.uniqueName);
    this.#current = standIn;
    this.#bundle = bundle;
    return bundle;
  }

  async #tryDownload(plugin: PlannedPlugin): Promise<Bundle | PlugboardError> {
    const download = this.#context.downloads.get(plugin);
    const result = await download.result;
    const { startMs, endMs = this.#context.boot.elapsedMs() } = download;
    this.#timings.download = { startMs, endMs };
    if (!(result instanceof PlugboardError)) this.#bundle = result;
    return result;
  }

  async #evaluate(bundle: Bundle): Promise<PluginClass> {
    try {
      return await this.#evaluateBundle(bundle);
    } catch (error) {
      const { boot, violations } = this.#context;
      const { uniqueName } = this.#current;
      const failed = await whyNotRun(error, uniqueName, boot.settings, violations);
      if (!(failed instanceof PlugboardError && NOT_THE_BUNDLE.includes(failed.code))) throw failed;
      // What came was no script, so nothing has run yet and kept bytes may still take its place.
      const kept = await this.#context.downloads.readKept(this.#current, failed);
      if (kept) boot.fault(failed, this.planned.uniqueName);
      this.#bundle = kept ?? (await this.#downloadStandIn(failed));
      return this.#evaluateBundle(this.#bundle);
    }
  }

  #evaluateBundle(bundle: Bundle): Promise<PluginClass> {
    const { modules, boot, guard, oneAtATime } = this.#context;
    return oneAtATime(() => evaluate(this.#current, bundle, modules, boot, guard));
  }

  #init(pluginClass: PluginClass): Promise<void> {
    const { boot, guard, oneAtATime } = this.#context;
    return oneAtATime(() => init(this.#current, pluginClass, boot, guard));
  }

  async #measured<T>(stage: BootStage, work: () => Promise<T>): Promise<T> {
    const { boot } = this.#context;
    this.#stage = stage;
    // Once bootstrap() has resolved, the desktop is up and nothing more may change under the agent's hands.
    if (this.#context.isOver()) {
      throw new StageFailure(stage, bootDeadlineError(this.planned.uniqueName, boot));
    }
    const startMs = boot.elapsedMs();
    try {
      return await inStage(stage, work);
    } finally {
      this.#timings[stage] = { startMs, endMs: boot.elapsedMs() };
    }
  }

  #failure(error: unknown): PluginOutcome {
    const failed = error instanceof StageFailure ? error : undefined;
    const cause =
      failed?.failure ??
      new PlugboardError('internal-error', { reason: String(error) }, { cause: error });
    return { ...this.#facts(), state: 'failed', stage: failed?.stage ?? this.#stage, error: cause };
  }

  #facts() {
    const { uniqueName: plugin, version, insteadOf } = this.#current;
    const { cors, bytes, retries } = this.#bundle ?? {};
    return {
      plugin,
      version,
      timings: { ...this.#timings },
      insteadOf,
      ...(cors === false && { opaque: true }),
      ...(bytes && { bytes }),
      ...(retries && { retries }),
    };
  }
}
