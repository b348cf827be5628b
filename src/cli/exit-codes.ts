// What the process answers to the shell. Pipelines branch on these numbers, so they never change.

export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  authentication: 3,
  conflict: 4,
  refused: 5,
  unreachable: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANING: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, 'done, or there was nothing left to do'],
  [EXIT.failed, 'failed: what was named does not exist, or something unforeseen happened'],
  [EXIT.usage, 'the command was called in a way that it does not understand'],
  [EXIT.authentication, 'credentials are missing, unknown, or lack a scope'],
  [EXIT.conflict, 'somebody else changed the same thing, or it exists with other content'],
  [EXIT.refused, 'a check refused it: trying again changes nothing'],
  [EXIT.unreachable, 'no usable answer came: trying again may help'],
];
