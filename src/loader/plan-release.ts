// Plans the release that was resolved; the last healthy one is asked only where something is refused.
import { type LoadPlan, type PlanContext, planLoad, planWithStandIns } from '../domain/index.ts';
import { type FormerRelease, formerManifest, type ResolvedRelease } from './release-sources.ts';

export async function planRelease(
  { manifest }: ResolvedRelease,
  former: FormerRelease,
  context: PlanContext,
): Promise<LoadPlan> {
  if (!manifest) return { phases: [], refused: [], notes: [] };
  const plan = planLoad(manifest, context);
  if (plan.refused.length === 0) return plan;
  return planWithStandIns(manifest, await formerManifest(former), context);
}
