// Every contender of the boot benchmark; the bounds first, because all others are compared with them.
import type { Contender } from '../contender.ts';
import { boundManyFiles, boundOneFile } from './bounds.ts';
import { flexModel } from './flex-model.ts';
import { moduleFederation } from './module-federation.ts';
import { nativeModules, systemJs } from './modules.ts';
import { openshift } from './openshift.ts';
import { piral } from './piral.ts';
import { plugboard, plugboardBefore } from './plugboard.ts';
import { singleSpa } from './single-spa.ts';

export const BOUNDS: readonly Contender[] = [boundOneFile, boundManyFiles];

export const CONTENDERS: readonly Contender[] = [
  ...BOUNDS,
  ...plugboard,
  flexModel,
  systemJs,
  nativeModules,
  singleSpa,
  moduleFederation,
  openshift,
  piral,
];

export function isOurs({ name }: Pick<Contender, 'name'>): boolean {
  return plugboard.some((it) => it.name === name);
}

/** Bundles under lasting addresses are asked for once; OpenShift's SDK adds a marker that is new in every visit. */
export function isCached(contender: Contender): boolean {
  return contender !== openshift;
}

/**
 * Those whose names contain one of the terms; the bounds always stay, everything is compared with them. `before` is
 * the folder of another build, whose loader takes part in each way beside the one of today.
 */
export function chooseContenders(terms: readonly string[], before?: string): readonly Contender[] {
  const all = [...CONTENDERS, ...(before === undefined ? [] : plugboardBefore(before))];
  if (terms.length === 0) return all;
  const unknown = terms.find((term) => !all.some((it) => isNamed(it, term)));
  if (unknown !== undefined) throw new Error(`No contender is named ${unknown}.`);
  return all.filter((it) => BOUNDS.includes(it) || terms.some((term) => isNamed(it, term)));
}

function isNamed({ name }: Contender, term: string): boolean {
  return name.toLowerCase().includes(term.toLowerCase());
}
