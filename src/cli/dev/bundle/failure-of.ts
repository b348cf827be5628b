// Turns a failure of esbuild into problems with their places; any other error is nothing that an author can correct.
import type { Message } from 'esbuild';
import type { BuildOutcome } from '../build-outcome.ts';
import { problemOf } from '../problem.ts';

/** Throws what does not come from esbuild. */
export function failureOf(thrown: unknown): BuildOutcome & { readonly state: 'failed' } {
  const errors = (thrown as { errors?: unknown } | null)?.errors;
  if (!Array.isArray(errors)) throw thrown;
  return { state: 'failed', problems: (errors as Message[]).map(problemOf) };
}
