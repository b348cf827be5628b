// Signs tokens as the host of a self-hosted desktop would.
import { createHmac } from 'node:crypto';

export const SECRET = 'a secret that two servers share for tests';

export function signToken(claims: Record<string, unknown>, secret = SECRET): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
