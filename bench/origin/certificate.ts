// Makes a self-signed certificate for the origins of one run. Chromium is told its key, not to ignore errors:
// what comes with a certificate error is never kept in its HTTP cache.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bitString, der, objectId, utcTime } from './der.ts';

export type Certificate = {
  readonly key: string;
  readonly cert: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spkiHash: string;
};

const DAY_MS = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = der('sequence', objectId('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALT_NAME = '2.5.29.17';
/** Context tags of RFC 5280. */
const [VERSION, EXTENSIONS, DNS_NAME] = [0xa0, 0xa3, 0x82];

export function makeCertificate(hosts: readonly string[], now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = toBeSigned(hosts, spki, now);
  const signature = sign('sha256', content, privateKey);
  const certificate = der('sequence', content, ECDSA_WITH_SHA256, bitString(signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
    spkiHash: createHash('sha256').update(spki).digest('base64'),
  };
}

function toBeSigned(hosts: readonly string[], spki: Buffer, now: Date): Buffer {
  const notBefore = new Date(now.getTime() - DAY_MS);
  const notAfter = new Date(now.getTime() + 30 * DAY_MS);
  const name = nameOf(hosts[0] ?? 'bench.test');
  return der(
    'sequence',
    der(VERSION, der('integer', Buffer.from([2]))),
    // A leading zero bit keeps the number positive.
    der('integer', Buffer.from([0x40]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    name,
    der('sequence', utcTime(notBefore), utcTime(notAfter)),
    name,
    spki,
    der(EXTENSIONS, der('sequence', alternativeNames(hosts))),
  );
}

function nameOf(commonName: string): Buffer {
  const attribute = der(
    'sequence',
    objectId(COMMON_NAME),
    der('utf8String', Buffer.from(commonName)),
  );
  return der('sequence', der('set', attribute));
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => der(DNS_NAME, Buffer.from(host, 'latin1')));
  return der('sequence', objectId(SUBJECT_ALT_NAME), der('octetString', der('sequence', ...names)));
}
