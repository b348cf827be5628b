// Walks over a graph of any nodes, all O(N+E) and without recursion, so that 10,000 plugins in a row fit.

/** The nodes that a node points to. */
export type Targets<Node> = (node: Node) => readonly Node[];

/** The strongly connected component of each node (Tarjan): nodes on a common cycle share one. */
export function findComponents<Node>(
  nodes: readonly Node[],
  targets: Targets<Node>,
): Map<Node, readonly Node[]> {
  type Visit = { node: Node; index: number; low: number; edges: readonly Node[]; next: number };
  const components = new Map<Node, readonly Node[]>();
  const visits = new Map<Node, Visit>();
  const open: Node[] = [];
  const path: Visit[] = [];
  const enter = (node: Node) => {
    const visit = { node, index: visits.size, low: visits.size, edges: targets(node), next: 0 };
    visits.set(node, visit);
    open.push(node);
    path.push(visit);
  };
  for (const start of nodes) {
    if (!visits.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next < top.edges.length) {
        const target = top.edges[top.next++] as Node;
        const seen = visits.get(target);
        if (!seen) enter(target);
        else if (!components.has(target)) top.low = Math.min(top.low, seen.index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) parent.low = Math.min(parent.low, top.low);
      if (top.low !== top.index) continue;
      const members = open.splice(open.lastIndexOf(top.node));
      for (const member of members) components.set(member, members);
    }
  }
  return components;
}

/** Lists every node after the nodes it points to, otherwise in the order given. The graph has no cycle. */
export function orderAfterTargets<Node>(
  nodes: readonly Node[],
  targets: Targets<Node>,
): ReadonlySet<Node> {
  const ordered = new Set<Node>();
  for (const start of nodes) {
    const path = [{ node: start, edges: targets(start), next: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.edges[top.next++];
      if (target === undefined || ordered.has(top.node)) {
        ordered.add(top.node);
        path.pop();
      } else if (!ordered.has(target)) {
        path.push({ node: target, edges: targets(target), next: 0 });
      }
    }
  }
  return ordered;
}

/** A shortest cycle from `start` back to it, with `start` at both ends; empty when there is none. */
export function findCycle<Node>(start: Node, targets: Targets<Node>): Node[] {
  const cameFrom = new Map<Node, Node>();
  const queue = [start];
  for (const node of queue) {
    for (const target of targets(node)) {
      if (target === start) {
        const path = [start];
        for (let at = node; at !== start; at = cameFrom.get(at) ?? start) path.push(at);
        return [...path, start].reverse();
      }
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      queue.push(target);
    }
  }
  return [];
}
