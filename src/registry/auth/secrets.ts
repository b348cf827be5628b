// Secrets are 256 random bits, kept only as their SHA-256: a slow hash protects guessable passwords, and these are not.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Stands in for the hash of an account that does not exist, so that both answers take the same time. */
const NOBODY = hashSecret('');

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

export function secretMatches(secret: string, hash: string | undefined): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const equal = timingSafeEqual(given, Buffer.from(hash ?? NOBODY, 'hex'));
  return equal && hash !== undefined;
}
