// Runs the write of a POST route: the caller, the transaction, the origin for the answer's URLs, and the promise that
// the same Idempotency-Key is carried out once.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { inWrite, type Write } from '../database/write.ts';
import { findStoredAnswer, idempotencyOf, storeAnswer } from './idempotency.ts';
import { originOf } from './origin.ts';
import { readReason } from './reason.ts';

type Post = {
  readonly context: Context;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** 201 for what creates, 200 for the rest. */
  readonly status: 200 | 201;
  /** Fields of the answer that are shown once and never stored. */
  readonly secretFields?: readonly string[];
};

/** Resolves to the answer's body, with its status set on the reply. */
export async function post<Answer extends object>(
  { context, request, reply, status, secretFields = [] }: Post,
  work: (write: Write, origin: string) => Promise<Answer>,
): Promise<Answer> {
  const idempotency = idempotencyOf(request);
  const by = {
    caller: callerOf(request),
    requestId: request.id,
    reason: readReason(request.body),
  };
  const origin = originOf(request, context.settings.publicUrl);

  return inWrite(context, by, async (write) => {
    const stored = idempotency && (await findStoredAnswer(write, idempotency, context.now()));
    if (stored) {
      void reply.code(stored.status).header('idempotent-replayed', 'true');
      // The fingerprint says that it was the answer to this very request.
      return stored.body as Answer;
    }
    const answer = await work(write, origin);
    if (idempotency) await storeAnswer(write, idempotency, status, without(answer, secretFields));
    void reply.code(status);
    return answer;
  });
}

function without(answer: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !fields.includes(name)));
}
