// Two walks over a graph of numbered nodes, both O(N+E) and without recursion, so that 10,000 plugins in a row fit.

/** `edges[node]` lists the nodes that `node` points to. */
export type Edges = readonly (readonly number[])[];

/** Numbers the strongly connected components (Tarjan): nodes on a common cycle carry the same number. */
export function findComponents(edges: Edges): number[] {
  const count = edges.length;
  const component: number[] = Array.from({ length: count }, () => -1);
  const index: number[] = Array.from({ length: count }, () => -1);
  const low: number[] = Array.from({ length: count }, () => 0);
  const open: number[] = [];
  const path: { node: number; next: number }[] = [];
  let visited = 0;
  let components = 0;

  const enter = (node: number) => {
    index[node] = low[node] = visited++;
    open.push(node);
    path.push({ node, next: 0 });
  };
  for (let start = 0; start < count; start++) {
    if (index[start] !== -1) continue;
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const target = edges[node]?.[top.next++];
      if (target !== undefined) {
        if (index[target] === -1) enter(target);
        else if (component[target] === -1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== index[node]) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component[member] = components;
        if (member === node) break;
      }
      components++;
    }
  }
  return component;
}

/** Lists every node after the nodes it points to, otherwise in the order of `starts`. The graph has no cycle. */
export function orderAfterTargets(starts: readonly number[], edges: Edges): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const path: { node: number; next: number }[] = [];
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    path.push({ node: start, next: 0 });
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = edges[top.node]?.[top.next++];
      if (target === undefined) {
        order.push(top.node);
        path.pop();
      } else if (!seen.has(target)) {
        seen.add(target);
        path.push({ node: target, next: 0 });
      }
    }
  }
  return order;
}

/** One cycle through `start` inside its component, as the list of its nodes with `start` at both ends. */
export function findCycle(start: number, edges: Edges, component: readonly number[]): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const target of edges[node] ?? []) {
      if (target === start) return [...pathTo(node, start, cameFrom), start];
      if (component[target] !== component[start] || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return [];
}

function pathTo(node: number, start: number, cameFrom: ReadonlyMap<number, number>): number[] {
  const path = [node];
  for (let at = node; at !== start; ) {
    at = cameFrom.get(at) ?? start;
    path.push(at);
  }
  return path.reverse();
}
