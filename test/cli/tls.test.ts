// A registry behind TLS whose certificate only the company knows.
import { writeFile } from 'node:fs/promises';
import { request as forward } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../../bench/origin/certificate.ts';
import { CliBench } from './support/cli-bench.ts';
import { startProxy } from './support/proxy.ts';

let bench: CliBench;
beforeAll(async () => {
  bench = await CliBench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.start());
afterEach(() => bench.stop());

const { key, cert } = makeCertificate(['localhost']);

/** Hands everything on to the registry. */
async function startTlsFront(): Promise<Server> {
  const server = createServer({ key, cert }, (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const onward = forward(new URL(url, bench.registry.url), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

test('NODE_EXTRA_CA_CERTS makes the command trust it; without it the certificate is what is wrong', async () => {
  const front = await startTlsFront();
  const { port } = front.address() as AddressInfo;
  const env = { ...bench.login, PLUGBOARD_URL: `https://localhost:${port}` };
  const trusted = { ...env, NODE_EXTRA_CA_CERTS: `${bench.folder}/ca.pem` };
  await writeFile(trusted.NODE_EXTRA_CA_CERTS, cert);
  try {
    expect(await bench.failure('status', { env })).toMatchObject({
      status: 6,
      code: 'registry-unreachable',
      message: expect.stringMatching(/certificate/i),
    });
    expect(await bench.ok('status', { env: trusted })).toBe('Nothing was released yet.\n');
    await bench.json('doctor', { env: trusted });
  } finally {
    front.close();
    front.closeAllConnections();
  }
});

test('HTTPS_PROXY is the way to a registry behind TLS, whose certificate is looked at all the same', async () => {
  const front = await startTlsFront();
  const seen: string[] = [];
  const proxy = await startProxy(seen);
  const target = `localhost:${(front.address() as AddressInfo).port}`;
  const env = {
    ...bench.login,
    PLUGBOARD_URL: `https://${target}`,
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  };
  const trusted = { ...env, NODE_EXTRA_CA_CERTS: `${bench.folder}/ca.pem` };
  await writeFile(trusted.NODE_EXTRA_CA_CERTS, cert);
  try {
    expect(await bench.ok('status', { env: trusted })).toBe('Nothing was released yet.\n');
    expect(seen).toEqual([target]);
    expect(await bench.failure('status', { env })).toMatchObject({
      status: 6,
      message: expect.stringMatching(/certificate/i),
    });
  } finally {
    for (const server of [front, proxy]) {
      server.close();
      server.closeAllConnections();
    }
  }
});
