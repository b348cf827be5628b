// Solves the whole graph of a release before anything is loaded: who starts, after whom, and who is refused and why.
import { findObjection, malformedRange, type PlanContext } from './admit-plugins.ts';
import { findComponents, findCycle, orderAfterTargets, type Targets } from './graph.ts';
import { PlugboardError } from './plugboard-error.ts';
import type { ManifestPlugin, ReleaseManifest } from './release-manifest.ts';
import { rootCauseOf } from './root-cause.ts';
import { createRangeMatcher, type RangeMatcher } from './version-range.ts';

export type PlannedPlugin = ManifestPlugin & {
  /** Names of the plugins that must be initialised before this one may be evaluated. */
  readonly requires: readonly string[];
  /** Names of optional dependencies: they go first, but their failure does not matter. */
  readonly follows: readonly string[];
};

export type RefusedPlugin = {
  readonly plugin: string;
  readonly version?: string;
  readonly error: PlugboardError;
};

/** A phase is a barrier: nothing of it is evaluated before the phase below has settled. */
export type LoadPhase = { readonly phase: number; readonly plugins: readonly PlannedPlugin[] };

export type LoadPlan = {
  readonly phases: readonly LoadPhase[];
  readonly refused: readonly RefusedPlugin[];
  /** Optional dependencies that were left out of the order, in words. */
  readonly notes: readonly string[];
};

type Node = {
  readonly plugin: ManifestPlugin;
  objection?: PlugboardError;
  required: readonly Node[];
  optional: readonly Node[];
};

type Graph = {
  readonly nodes: Node[];
  readonly nodeOf: Map<string, Node>;
  /** Why an entry that could not even be read is unusable, by plugin name. */
  readonly unusable: ReadonlyMap<string, PlugboardError>;
  readonly refused: RefusedPlugin[];
  readonly notes: string[];
  readonly matches: RangeMatcher;
};

/** Plans a release. Never throws: every plugin ends up in a phase or among the refused, in O(N+E). */
export function planLoad(manifest: ReleaseManifest, context: PlanContext = {}): LoadPlan {
  const graph = readGraph(manifest, context);
  refuseUnmetRequirements(graph);
  refuseCycles(graph);
  refuseDependents(graph);
  addOptionalOrder(graph);
  return {
    phases: groupByPhase(graph),
    refused: [...manifest.refusedEntries, ...graph.refused],
    notes: graph.notes,
  };
}

function readGraph({ plugins, refusedEntries }: ReleaseManifest, context: PlanContext): Graph {
  const graph: Graph = {
    nodes: [],
    nodeOf: new Map(),
    unusable: new Map(refusedEntries.map(({ plugin, error }) => [plugin, error])),
    refused: [],
    notes: [],
    matches: createRangeMatcher(),
  };
  for (const plugin of plugins) {
    const { uniqueName } = plugin;
    const node: Node = { plugin, required: [], optional: [] };
    if (graph.nodeOf.has(uniqueName)) {
      refuse(graph, node, new PlugboardError('plugin-duplicate', { plugin: uniqueName }));
      continue;
    }
    graph.nodes.push(node);
    graph.nodeOf.set(uniqueName, node);
    const objection = findObjection(plugin, context, graph.matches);
    if (objection) refuse(graph, node, objection);
  }
  return graph;
}

function refuse({ refused }: Graph, node: Node, error: PlugboardError): void {
  node.objection = error;
  refused.push({ plugin: node.plugin.uniqueName, version: node.plugin.version, error });
}

function refuseUnmetRequirements(graph: Graph): void {
  for (const node of graph.nodes) {
    if (node.objection) continue;
    const needs = Object.entries(node.plugin.dependencies ?? {});
    const objection = firstOf(needs, ([name, range]) => objectionToEdge(graph, node, name, range));
    // Refused by itself, a plugin is no link of a cycle, in whatever order its needs were written.
    if (objection) refuse(graph, node, objection);
    else node.required = needs.flatMap(([name]) => graph.nodeOf.get(name) ?? []);
  }
}

function refuseCycles(graph: Graph): void {
  const components = findComponents(graph.nodes, ({ required }) => required);
  const pathOf = new Map<readonly Node[] | undefined, string>();
  for (const node of graph.nodes) {
    const members = components.get(node);
    if (node.objection || (members?.length === 1 && !node.required.includes(node))) continue;
    // One search per component keeps a large cycle linear; its members share the path.
    const path = pathOf.get(members) ?? namePath(findCycle(node, withinComponent(components)));
    pathOf.set(members, path);
    refuse(graph, node, new PlugboardError('dependency-cycle', { plugin: nameOf(node), path }));
  }
}

function withinComponent(components: ReadonlyMap<Node, unknown>): Targets<Node> {
  return (node) => node.required.filter((it) => components.get(it) === components.get(node));
}

function refuseDependents(graph: Graph): void {
  const dependents = new Map<Node, Node[]>(graph.nodes.map((node) => [node, []]));
  for (const node of graph.nodes) {
    for (const target of node.required) dependents.get(target)?.push(node);
  }
  const queue = graph.nodes.filter(({ objection }) => objection);
  for (const refused of queue) {
    for (const dependent of dependents.get(refused) ?? []) {
      if (dependent.objection) continue;
      refuse(graph, dependent, refusedBecauseOf(dependent, nameOf(refused), refused.objection));
      queue.push(dependent);
    }
  }
}

function addOptionalOrder(graph: Graph): void {
  const usable = graph.nodes.filter(({ objection }) => !objection);
  for (const node of usable) {
    node.optional = Object.entries(node.plugin.optionalDependencies ?? {}).flatMap(
      ([name, range]) => {
        const target = graph.nodeOf.get(name);
        if (!target || target.objection) return [];
        const objection = objectionToEdge(graph, node, name, range);
        if (objection) graph.notes.push(`optional: ${objection.message}`);
        return objection ? [] : [target];
      },
    );
  }
  if (usable.every(({ optional }) => optional.length === 0)) return;
  // Within one component of all edges an optional edge may close a cycle; outside it never can.
  const components = findComponents(usable, allTargets);
  for (const node of usable) {
    const closesCycle = (it: Node) => components.get(it) === components.get(node);
    const dropped = node.optional.filter(closesCycle).map(nameOf);
    if (dropped.length === 0) continue;
    graph.notes.push(`optional: ${nameOf(node)} does not wait for ${dropped.join(', ')} (cycle)`);
    node.optional = node.optional.filter((it) => !closesCycle(it));
  }
}

function groupByPhase({ nodes }: Graph): LoadPhase[] {
  const starts = nodes
    .filter(({ objection }) => !objection)
    .sort((a, b) => a.plugin.phase - b.plugin.phase);
  const phases = new Map<number, PlannedPlugin[]>();
  for (const { plugin, required, optional } of orderAfterTargets(starts, allTargets)) {
    const members = phases.get(plugin.phase) ?? [];
    phases.set(plugin.phase, members);
    members.push({ ...plugin, requires: required.map(nameOf), follows: optional.map(nameOf) });
  }
  return [...phases].map(([phase, plugins]) => ({ phase, plugins }));
}

function objectionToEdge(
  { nodeOf, unusable, matches }: Graph,
  node: Node,
  dependency: string,
  range: string,
): PlugboardError | undefined {
  const { uniqueName: plugin, phase } = node.plugin;
  const target = nodeOf.get(dependency)?.plugin;
  const matched = matches(target?.version ?? '', range);
  if (matched === undefined) return malformedRange(plugin, `dependencies.${dependency}`, range);
  if (!target) {
    const cause = unusable.get(dependency);
    if (cause) return refusedBecauseOf(node, dependency, cause);
    return new PlugboardError('dependency-missing', { plugin, dependency, range });
  }
  const { version: found, phase: dependencyPhase } = target;
  if (!matched)
    return new PlugboardError('dependency-version', { plugin, dependency, range, found });
  if (dependencyPhase <= phase) return undefined;
  return new PlugboardError('dependency-later-phase', {
    plugin,
    phase,
    dependency,
    dependencyPhase,
  });
}

function refusedBecauseOf(
  dependent: Node,
  dependency: string,
  cause: PlugboardError | undefined,
): PlugboardError {
  const plugin = nameOf(dependent);
  const details = { plugin, dependency, ...rootCauseOf(dependency, cause) };
  return new PlugboardError('dependency-refused', details, { cause });
}

function allTargets({ required, optional }: Node): readonly Node[] {
  return [...required, ...optional];
}

function nameOf({ plugin }: Node): string {
  return plugin.uniqueName;
}

function namePath(path: readonly Node[]): string {
  const names = path.map(nameOf);
  return (names.length > 12 ? [...names.slice(0, 11), '…', names.at(-1)] : names).join(' -> ');
}

function firstOf<T, R>(items: readonly T[], look: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
