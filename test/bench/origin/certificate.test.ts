// The certificate of a run, read by OpenSSL and by Node's own TLS.
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { makeCertificate } from '../../../bench/origin/certificate.ts';

const HOSTS = ['desktop.test', 'cdn.test'];

test('it names every host, is signed by its own key, and is valid now and for some weeks', () => {
  const { cert, spkiHash } = makeCertificate(HOSTS);
  const read = new X509Certificate(cert);
  expect(HOSTS.map((host) => read.checkHost(host))).toEqual(HOSTS);
  expect(read.checkHost('other.test')).toBeUndefined();
  expect(read.verify(read.publicKey)).toBe(true);
  expect(Date.parse(read.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now() + 7 * 24 * 60 * 60 * 1000);
  const spki = read.publicKey.export({ type: 'spki', format: 'der' });
  expect(createHash('sha256').update(spki).digest('base64')).toBe(spkiHash);
});

test('a client that trusts it gets a connection, and one that does not gets none', async () => {
  const { key, cert } = makeCertificate(HOSTS);
  const server = createServer({ key, cert }, (socket) => socket.end());
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const trusting = connect({ port, host: '127.0.0.1', servername: 'cdn.test', ca: cert });
  await once(trusting, 'secureConnect');
  expect(trusting.authorized).toBe(true);
  trusting.destroy();
  const strict = connect({ port, host: '127.0.0.1', servername: 'cdn.test' });
  const [error] = (await once(strict, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  server.close();
});
