// Runs the write of a POST route: the caller, the transaction, and the origin for the answer's URLs.
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { inWrite, type Write } from '../database/write.ts';
import { originOf } from './origin.ts';

export function post<Answer>(
  context: Context,
  request: FastifyRequest,
  work: (write: Write, origin: string) => Promise<Answer>,
): Promise<Answer> {
  const by = { caller: callerOf(request), requestId: request.id };
  const origin = originOf(request, context.settings.publicUrl);
  return inWrite(context, by, (write) => work(write, origin));
}
