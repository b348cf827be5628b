// The integrity value that a registry would publish for a bundle.
import { createHash } from 'node:crypto';

export function integrityOf(body: string): string {
  return `sha384-${createHash('sha384').update(body).digest('base64')}`;
}
