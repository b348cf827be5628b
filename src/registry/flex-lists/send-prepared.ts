// Sends a prepared answer in the encoding that the client takes, or nothing where the client has it already.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseBody, isKnown, type PreparedAnswer } from '../manifest/prepared-answer.ts';

export function sendPrepared(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  answer: PreparedAnswer,
) {
  const { bytes, etag, encoding } = chooseBody(answer, headers['accept-encoding']);
  void reply.headers({ etag, ...(encoding && { 'content-encoding': encoding }) });
  if (isKnown(answer, headers['if-none-match'])) return reply.code(304).send();
  return reply.send(bytes);
}
