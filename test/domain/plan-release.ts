// Plans a list of manifest entries and shows the plan as a test wants to read it.
import {
  type LoadPlan,
  type PlanContext,
  parseReleaseManifest,
  planLoad,
} from '../../src/domain/index.ts';
import { aManifest } from '../../src/testing/builders.ts';

export type ShownPlan = {
  readonly plan: LoadPlan;
  /** Names in the order of evaluation. */
  readonly order: readonly string[];
  /** `name: code` of each refusal, sorted. */
  readonly refused: readonly string[];
};

export function planEntries(entries: readonly unknown[], context: PlanContext = {}): ShownPlan {
  const plan = planLoad(parseReleaseManifest(aManifest(entries)), context);
  return {
    plan,
    order: plan.phases.flatMap(({ plugins }) => plugins.map(({ uniqueName }) => uniqueName)),
    refused: plan.refused.map(({ plugin, error }) => `${plugin}: ${error.code}`).sort(),
  };
}

/** What the refusal of one plugin says. */
export function refusalOf({ plan }: ShownPlan, plugin: string): string {
  return plan.refused.find((it) => it.plugin === plugin)?.error.message ?? 'not refused';
}
