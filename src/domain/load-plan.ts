// Solves the whole graph of a release before anything is loaded: who starts, after whom, and who is refused and why.
import { findObjection, malformedRange, type PlanContext } from './admit-plugins.ts';
import { type Edges, findComponents, findCycle, orderAfterTargets } from './graph.ts';
import { PlugboardError } from './plugboard-error.ts';
import type { ManifestPlugin, ReleaseManifest } from './release-manifest.ts';
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

/** Plans a release. Never throws: every plugin ends up in a phase or among the refused, in O(N+E). */
export function planLoad(manifest: ReleaseManifest, context: PlanContext = {}): LoadPlan {
  const graph = new ReleaseGraph(manifest, context);
  graph.refuseUnmetRequirements();
  graph.refuseCycles();
  graph.refuseDependents();
  graph.addOptionalOrder();
  return {
    phases: graph.phases(),
    refused: [...manifest.refusedEntries, ...graph.refused],
    notes: graph.notes,
  };
}

/** The plugins of one release as numbered nodes; each method is one step of the plan. */
class ReleaseGraph {
  readonly refused: RefusedPlugin[] = [];
  readonly notes: string[] = [];
  readonly #plugins: ManifestPlugin[] = [];
  readonly #nodeOf = new Map<string, number>();
  readonly #unusable: ReadonlyMap<string, PlugboardError>;
  readonly #objections: (PlugboardError | undefined)[] = [];
  readonly #required: number[][] = [];
  readonly #optional: number[][] = [];
  readonly #matches: RangeMatcher = createRangeMatcher();

  constructor({ plugins, refusedEntries }: ReleaseManifest, context: PlanContext) {
    this.#unusable = new Map(refusedEntries.map(({ plugin, error }) => [plugin, error]));
    for (const plugin of plugins) {
      if (this.#nodeOf.has(plugin.uniqueName)) {
        const error = new PlugboardError('plugin-duplicate', { plugin: plugin.uniqueName });
        this.refused.push({ plugin: plugin.uniqueName, version: plugin.version, error });
        continue;
      }
      const node = this.#plugins.push(plugin) - 1;
      this.#nodeOf.set(plugin.uniqueName, node);
      this.#required.push([]);
      this.#optional.push([]);
      const objection = findObjection(plugin, context, this.#matches);
      if (objection) this.#refuse(node, objection);
    }
  }

  refuseUnmetRequirements(): void {
    this.#plugins.forEach((plugin, node) => {
      if (this.#objections[node]) return;
      for (const [dependency, range] of Object.entries(plugin.dependencies ?? {})) {
        const target = this.#nodeOf.get(dependency);
        const objection = this.#objectionToEdge(plugin, dependency, range);
        if (objection) {
          this.#refuse(node, objection);
          // Refused by itself, it is no link of a cycle, in whatever order its needs were written.
          this.#required[node] = [];
          return;
        }
        if (target !== undefined) this.#required[node]?.push(target);
      }
    });
  }

  refuseCycles(): void {
    const edges = this.#required;
    const component = findComponents(edges);
    const sizes = new Map<number, number>();
    for (const id of component) sizes.set(id, (sizes.get(id) ?? 0) + 1);
    const pathOf = new Map<number, string>();
    this.#plugins.forEach(({ uniqueName: plugin }, node) => {
      const id = component[node] ?? -1;
      if (sizes.get(id) === 1 && !edges[node]?.includes(node)) return;
      // One search per component keeps a large cycle linear; its members share the path.
      if (!pathOf.has(id)) pathOf.set(id, this.#nameCycle(findCycle(node, edges, component)));
      const path = pathOf.get(id) ?? '';
      if (!this.#objections[node])
        this.#refuse(node, new PlugboardError('dependency-cycle', { plugin, path }));
    });
  }

  refuseDependents(): void {
    const dependents: number[][] = this.#plugins.map(() => []);
    this.#required.forEach((targets, node) => {
      for (const target of targets) dependents[target]?.push(node);
    });
    const queue = this.#plugins.flatMap((_, node) => (this.#objections[node] ? [node] : []));
    for (const refused of queue) {
      for (const dependent of dependents[refused] ?? []) {
        if (this.#objections[dependent]) continue;
        const [plugin = '', dependency = ''] = this.#namesOf([dependent, refused]);
        this.#refuse(dependent, refusedBecauseOf(plugin, dependency, this.#objections[refused]));
        queue.push(dependent);
      }
    }
  }

  addOptionalOrder(): void {
    this.#plugins.forEach((plugin, node) => {
      if (this.#objections[node]) return;
      for (const [dependency, range] of Object.entries(plugin.optionalDependencies ?? {})) {
        const target = this.#nodeOf.get(dependency);
        const usable = target !== undefined && !this.#objections[target];
        const objection = usable ? this.#objectionToEdge(plugin, dependency, range) : undefined;
        if (objection) this.notes.push(`optional: ${objection.message}`);
        else if (usable) this.#optional[node]?.push(target);
      }
    });
    this.#dropOptionalCycles();
  }

  phases(): LoadPhase[] {
    const starts = this.#plugins
      .flatMap((_, node) => (this.#objections[node] ? [] : [node]))
      .sort((a, b) => this.#phaseOf(a) - this.#phaseOf(b) || a - b);
    const phases = new Map<number, PlannedPlugin[]>();
    for (const node of orderAfterTargets(starts, this.#allEdges())) {
      const plugin = this.#plugins[node];
      if (!plugin) continue;
      const planned = {
        ...plugin,
        requires: this.#namesOf(this.#required[node]),
        follows: this.#namesOf(this.#optional[node]),
      };
      const members = phases.get(plugin.phase);
      if (members) members.push(planned);
      else phases.set(plugin.phase, [planned]);
    }
    return [...phases].map(([phase, plugins]) => ({ phase, plugins }));
  }

  #refuse(node: number, error: PlugboardError): void {
    const plugin = this.#plugins[node];
    if (!plugin) return;
    this.#objections[node] = error;
    this.refused.push({ plugin: plugin.uniqueName, version: plugin.version, error });
  }

  #objectionToEdge(
    { uniqueName: plugin, phase }: ManifestPlugin,
    dependency: string,
    range: string,
  ): PlugboardError | undefined {
    const node = this.#nodeOf.get(dependency);
    const target = node === undefined ? undefined : this.#plugins[node];
    const matched = this.#matches(target?.version ?? '0.0.0', range);
    if (matched === undefined) return malformedRange(plugin, `dependencies.${dependency}`, range);
    const unusable = this.#unusable.get(dependency);
    if (!target && unusable) return refusedBecauseOf(plugin, dependency, unusable);
    if (!target) return new PlugboardError('dependency-missing', { plugin, dependency, range });
    if (!matched) {
      const found = target.version;
      return new PlugboardError('dependency-version', { plugin, dependency, range, found });
    }
    if (target.phase <= phase) return undefined;
    const dependencyPhase = target.phase;
    return new PlugboardError('dependency-later-phase', {
      plugin,
      phase,
      dependency,
      dependencyPhase,
    });
  }

  /** Within one component of all edges an optional edge may close a cycle; outside it never can. */
  #dropOptionalCycles(): void {
    const component = findComponents(this.#allEdges());
    this.#optional.forEach((targets, node) => {
      const kept = targets.filter((target) => component[target] !== component[node]);
      if (kept.length === targets.length) return;
      const names = this.#namesOf(targets.filter((target) => !kept.includes(target))).join(', ');
      this.notes.push(
        `optional: ${this.#plugins[node]?.uniqueName} does not wait for ${names} (cycle)`,
      );
      this.#optional[node] = kept;
    });
  }

  #allEdges(): Edges {
    return this.#required.map((targets, node) => targets.concat(this.#optional[node] ?? []));
  }

  #phaseOf(node: number): number {
    return this.#plugins[node]?.phase ?? 0;
  }

  #namesOf(nodes: readonly number[] = []): string[] {
    return nodes.map((node) => this.#plugins[node]?.uniqueName ?? '');
  }

  #nameCycle(nodes: readonly number[]): string {
    const names = this.#namesOf(nodes);
    return (names.length > 12 ? [...names.slice(0, 11), '…', names.at(-1)] : names).join(' -> ');
  }
}

function refusedBecauseOf(
  plugin: string,
  dependency: string,
  cause: PlugboardError | undefined,
): PlugboardError {
  const root = cause?.details['root'] ?? dependency;
  const rootCode = cause?.details['rootCode'] ?? cause?.code;
  return new PlugboardError(
    'dependency-refused',
    { plugin, dependency, root, rootCode },
    { cause },
  );
}
