// Adds up the time that a CPU profile of Chromium saw in functions of one script.
// Format: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile

export type CpuProfile = {
  readonly nodes: readonly ProfileNode[];
  /** Node of each sample. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
};

type ProfileNode = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
};

/** What the browser does for a script (a node without address below it) counts as the script's. */
export function selfTimeMs(profile: CpuProfile, isOurs: (url: string) => boolean): number {
  const ours = nodesOf(profile, isOurs);
  let microseconds = 0;
  for (const [at, node] of profile.samples.entries()) {
    // A delta is the time before its sample, so the sample's own time is the next one.
    if (ours.has(node)) microseconds += profile.timeDeltas[at + 1] ?? 0;
  }
  return microseconds / 1000;
}

function nodesOf({ nodes }: CpuProfile, isOurs: (url: string) => boolean): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const visit = (node: ProfileNode, isCallerOurs: boolean) => {
    const { url } = node.callFrame;
    const isOwn = url === '' ? isCallerOurs : isOurs(url);
    if (isOwn) ours.add(node.id);
    for (const child of node.children ?? []) {
      const next = byId.get(child);
      if (next) visit(next, isOwn);
    }
  };
  const [root] = nodes;
  if (root) visit(root, false);
  return ours;
}
