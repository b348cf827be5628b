// Puts what became of a plugin later in the place of what the boot could say of it.
import type { PluginReport } from '../../domain/index.ts';

/** A refused duplicate has the name of the entry that is used, and stands before it. */
export function settleOutcome(
  outcomes: readonly PluginReport[],
  settled: PluginReport,
): readonly PluginReport[] {
  const at = outcomes.map(({ plugin }) => plugin).lastIndexOf(settled.plugin);
  return at < 0
    ? [...outcomes, settled]
    : outcomes.map((it, index) => (index === at ? settled : it));
}
