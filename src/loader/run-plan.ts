// Runs a plan in dependency-safe order: each plugin as soon as what it needs is up, phases as barriers.
import {
  findStandIn,
  type LoadPlan,
  type PlannedPlugin,
  PlugboardError,
  type PluginOutcome,
  reportPlugin,
  rootCauseOf,
} from '../domain/index.ts';
import { bootDeadlineError } from './boot.ts';
import type { BootTools } from './boot-tools.ts';
import { settlesWithin } from './deadline.ts';
import { PluginRun } from './plugin-run.ts';
import { type FormerRelease, formerManifest } from './release-sources.ts';

export type RunContext = BootTools & {
  /** The last-known-good version that may take a plugin's place, if there is one. */
  readonly findStandIn: (plugin: PlannedPlugin) => Promise<PlannedPlugin | undefined>;
  /** Why the plugin cannot start, or undefined once everything it needs is up. */
  readonly waitForDependencies: (plugin: PlannedPlugin) => Promise<PlugboardError | undefined>;
  /** While a crash is not explained, evaluation and init go through one gate; else straight on. */
  readonly oneAtATime: <T>(work: () => Promise<T>) => Promise<T>;
  /** True once the desktop is up without what has not started by then. */
  readonly isOver: () => boolean;
};

export type PlanRun = {
  /** Resolves when every plugin that the desktop waits for has settled. Never rejects. */
  readonly settled: Promise<void>;
  /** Resolves when the deferred plugins, which start only when the boot is over, have settled too. Never rejects. */
  readonly finished: Promise<void>;
  /** What has become of each plugin by now. */
  outcomes(): PluginOutcome[];
};

/** Starts to run a plan. Each plugin that settles is told as an event, also after the boot is over. */
export function runPlan(plan: LoadPlan, tools: BootTools, former: FormerRelease): PlanRun {
  const onOutcome = (outcome: PluginOutcome) =>
    tools.boot.emit({ type: 'plugin-settled', outcome: reportPlugin(outcome) });
  const runs = new Map<string, PluginRun>();
  const outcomes = new Map<string, PluginOutcome>();
  for (const { plugin, version, error } of plan.refused) {
    const outcome: PluginOutcome = {
      plugin,
      version,
      state: 'refused',
      error,
    };
    // A duplicate shares its name with the entry that is used, whose outcome follows under the plain name.
    outcomes.set(`${plugin} refused ${outcomes.size}`, outcome);
    onOutcome(outcome);
  }
  const context: RunContext = {
    ...tools,
    findStandIn: async (plugin) =>
      findStandIn(plan, plugin, await formerManifest(former), tools.planContext),
    oneAtATime: tools.guard.careful
      ? createGate(tools.boot.settings.timeouts.softInitMs)
      : (work) => work(),
    isOver: () => tools.boot.signal.aborted,
    waitForDependencies: async ({ uniqueName: plugin, requires, follows }) => {
      await Promise.all(follows.map(async (name) => runs.get(name)?.settled));
      for (const dependency of requires) {
        const outcome = await runs.get(dependency)?.settled;
        if (outcome?.state !== 'initialised') return dependencyFailed(plugin, dependency, outcome);
      }
      return undefined;
    },
  };

  const startPhase = (plugins: readonly PlannedPlugin[], within = context) => {
    let turn: Promise<unknown> = Promise.resolve();
    const patience = { ms: tools.boot.settings.timeouts.softInitMs };
    return plugins.map((plugin) => {
      const run = new PluginRun(plugin, within, declaresNothing(plugin) ? turn : Promise.resolve());
      if (declaresNothing(plugin)) turn = nextTurn(turn, run, patience);
      runs.set(plugin.uniqueName, run);
      return run.settled.then((outcome) => {
        outcomes.set(plugin.uniqueName, outcome);
        onOutcome(outcome);
      });
    });
  };

  const deferred = new Set(deferredPlugins(plan));
  const runPhases = async () => {
    const started: Promise<unknown>[] = [];
    for (const [at, { plugins }] of plan.phases.entries()) {
      const phase = Promise.all(startPhase(plugins.filter((plugin) => !deferred.has(plugin))));
      started.push(phase);
      await barrier(phase, plan.phases.length - 1 - at);
    }
    await Promise.all(started);
  };
  /** A phase waits for the one below, but what hangs there must leave time for those above. */
  const barrier = async (phase: Promise<unknown>, phasesAbove: number) => {
    const { boot } = tools;
    const remainingMs = boot.remainingMs();
    const reservedMs = phasesAbove * boot.settings.timeouts.softInitMs;
    await settlesWithin(phase, remainingMs - Math.min(reservedMs, remainingMs / 2));
  };
  const settled = runPhases();
  // Their time is after the boot, so its end, however it came, takes none of it away from them.
  const runDeferred = () => startPhase([...deferred], { ...context, isOver: () => false });

  return {
    settled,
    finished: whenAborted(tools.boot.signal).then(async () => {
      for (const plugin of plan.phases.flatMap(({ plugins }) => plugins)) {
        if (!deferred.has(plugin) && !outcomes.has(plugin.uniqueName)) tools.modules.close(plugin);
      }
      await Promise.all(runDeferred());
    }),
    outcomes: () => [
      ...[...outcomes].flatMap(([key, outcome]) => (key === outcome.plugin ? [] : [outcome])),
      ...plan.phases.flatMap(({ plugins }) => plugins).map((plugin) => outcomeOf(plugin)),
    ],
  };

  function outcomeOf(plugin: PlannedPlugin): PluginOutcome {
    const { uniqueName, version } = plugin;
    const outcome = outcomes.get(uniqueName);
    if (outcome) return outcome;
    if (deferred.has(plugin)) return { plugin: uniqueName, version, state: 'deferred' };
    const error = bootDeadlineError(uniqueName, tools.boot);
    const run = runs.get(uniqueName);
    return (
      run?.unsettled(error) ?? {
        plugin: uniqueName,
        version,
        state: 'failed',
        stage: 'download',
        error,
      }
    );
  }
}

function whenAborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', resolve));
}

/** Without metadata a plugin keeps Flex's order: one init after another, in list order. */
function declaresNothing({ dependencies, optionalDependencies }: PlannedPlugin): boolean {
  return dependencies === undefined && optionalDependencies === undefined;
}

/**
 * The next plugin's turn comes when this one has settled, or has had its turn for the soft limit. Each one
 * that takes longer halves the limit, so that several that hang leave time for the rest.
 */
async function nextTurn(
  turn: Promise<unknown>,
  { settled }: PluginRun,
  patience: { ms: number },
): Promise<void> {
  await turn;
  if (!(await settlesWithin(settled, patience.ms))) patience.ms /= 2;
}

/** Deferred plugins start last; one that an ordinary plugin needs is ordinary itself. */
function deferredPlugins(plan: LoadPlan): PlannedPlugin[] {
  const planned = plan.phases.flatMap(({ plugins }) => plugins);
  const needed = new Set<string>();
  // Dependents stand behind what they need, so one walk from the end meets every dependent first.
  for (const plugin of [...planned].reverse()) {
    if (plugin.policy === 'deferred' && !needed.has(plugin.uniqueName)) continue;
    for (const name of plugin.requires) needed.add(name);
  }
  return planned.filter((it) => it.policy === 'deferred' && !needed.has(it.uniqueName));
}

function dependencyFailed(
  plugin: string,
  dependency: string,
  outcome: PluginOutcome | undefined,
): PlugboardError {
  const cause = outcome && 'error' in outcome ? outcome.error : undefined;
  const details = { plugin, dependency, ...rootCauseOf(dependency, cause) };
  return new PlugboardError('dependency-failed', details, { cause });
}

/** What takes longer than the soft limit no longer holds up the next one. */
function createGate(softMs: number): RunContext['oneAtATime'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = settlesWithin(result, softMs);
    return result;
  };
}
