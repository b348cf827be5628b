// Who is to blame at the end of a chain of dependents, and with which code.
import type { ErrorDetails, PlugboardError } from './plugboard-error.ts';

/** Details for an error about a dependent: what its dependency says of the root, or the dependency itself. */
export function rootCauseOf(dependency: string, cause: PlugboardError | undefined): ErrorDetails {
  return {
    root: cause?.details['root'] ?? dependency,
    rootCode: cause?.details['rootCode'] ?? cause?.code,
  };
}
