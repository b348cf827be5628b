// The origin that stands in every URL of an answer: clients follow those URLs word for word.
import type { FastifyRequest } from 'fastify';

const HOST = /^([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?$/;

export const API_PATH = '/v1/PluginService';

/** The configured public URL, else what the caller called us, as long as that is a host name and nothing else. */
export function originOf(request: FastifyRequest, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const host = request.host;
  return `${request.protocol}://${HOST.test(host) ? host : 'localhost'}`;
}
