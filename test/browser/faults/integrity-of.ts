// The integrity value of a text, as a registry would publish it.
import { createHash } from 'node:crypto';

export function integrityOf(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}
