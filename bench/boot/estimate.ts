// How long a run may take: said before it begins.
import type { Contender } from './contender.ts';
import { isOurs } from './contenders/index.ts';

type Run = {
  readonly parts: readonly string[];
  readonly rows: readonly { readonly count: number }[];
  readonly rounds: number;
  readonly minutes: number;
  readonly quick: boolean;
};

const VISITS = 3;
/** Two more with the registry down, on a profile of their own. */
const OUR_VISITS = 5;
/** Start, boot, quiet and end of one Chromium on a machine of two cores. */
const SECONDS_PER_VISIT = 6;
const PROFILES = 5;
/** Two loaders, two visits. */
const SECONDS_PER_STAGE_ROUND = 45;
const STAGE_ROUNDS = 7;

export function estimateMinutes(run: Run, contenders: readonly Contender[]): number {
  const ours = contenders.filter(isOurs).length;
  const visits = (contenders.length - ours) * VISITS + ours * OUR_VISITS;
  const perRound = (visits * SECONDS_PER_VISIT) / 60;
  // The round in which the time runs out is still finished.
  const perRow = Math.min(run.rounds * perRound, run.minutes + perRound);
  const boots = run.parts.includes('boot') ? run.rows.length * perRow : 0;
  const profiles = run.quick || !run.parts.includes('cost') ? 0 : (ours * PROFILES * 8) / 60;
  const stageRounds = run.quick ? 1 : STAGE_ROUNDS;
  const stage = run.parts.includes('flex-ui') ? (stageRounds * SECONDS_PER_STAGE_ROUND) / 60 : 0;
  return Math.ceil(boots + profiles + stage);
}
