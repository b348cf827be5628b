// Where a caller comes from, for counts that are kept per address.
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/**
 * The address, of IPv6 the first 64 bits: whoever has one such address has all of its network
 * (https://www.rfc-editor.org/rfc/rfc6177) and would come from a new one each time.
 */
export function callerNetwork({ ip }: Pick<FastifyRequest, 'ip'>): string {
  return normalizeIP(ip);
}
