// Runs the write of a POST route: the caller, the transaction, the origin for the answer's URLs, and the promise that
// the same Idempotency-Key is carried out once.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { inWrite, type Write, type WriteBy } from '../database/write.ts';
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
  const origin = originOf(request, context.settings.publicUrl);

  return inWrite(context, writeBy(request), async (write) => {
    const replayed = await findReplay<Answer>(write, { context, request, reply });
    if (replayed) return replayed;
    const answer = await work(write, origin);
    if (idempotency) await storeAnswer(write, idempotency, status, without(answer, secretFields));
    void reply.code(status);
    return answer;
  });
}

/**
 * The first answer to this request, where it was answered before: for a POST that asks somebody else before it writes,
 * who need not be asked again.
 */
export async function replay<Answer extends object>(
  answer: Omit<Post, 'status'>,
): Promise<Answer | undefined> {
  const { context, request } = answer;
  if (!idempotencyOf(request)) return undefined;
  return inWrite(context, writeBy(request), (write) => findReplay<Answer>(write, answer));
}

function writeBy(request: FastifyRequest): WriteBy {
  return {
    caller: callerOf(request),
    requestId: request.id,
    reason: readReason(request.body),
  };
}

async function findReplay<Answer extends object>(
  write: Write,
  { context, request, reply }: Omit<Post, 'status'>,
): Promise<Answer | undefined> {
  const idempotency = idempotencyOf(request);
  const stored = idempotency && (await findStoredAnswer(write, idempotency, context.now()));
  if (!stored) return undefined;
  void reply.code(stored.status).header('idempotent-replayed', 'true');
  // The fingerprint says that it was the answer to this very request.
  return stored.body as Answer;
}

function without(answer: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !fields.includes(name)));
}
