// The check that comes before the long work.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { requireFreePort } from '../../examples/flex-desktop/demo/require-free-port.ts';

test('a taken port is refused with the flag that changes it; a freed one is not', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(requireFreePort(port, '--port')).rejects.toThrow(
    `Port ${port} is taken by another program; choose one with --port <port>.`,
  );
  other.close();
  await once(other, 'close');
  await expect(requireFreePort(port, '--port')).resolves.toBeUndefined();
});
