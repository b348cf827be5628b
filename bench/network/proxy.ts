// Stands in front of one server and lets browsers reach it over a line of the model, or straight over loopback.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { type Line, shapeConnection } from './shape-connection.ts';

export type Proxy = {
  readonly port: number;
  /** From now on connections are refused, as by a machine without the server. */
  refuse(isDown: boolean): void;
  close(): Promise<void>;
};

export async function startProxy(serverPath: string, line: Line | undefined): Promise<Proxy> {
  let isDown = false;
  const open = new Set<Socket>();
  const proxy = createServer({ allowHalfOpen: true, noDelay: true }, (browser) => {
    open.add(browser);
    browser.on('close', () => open.delete(browser));
    if (isDown) {
      refuseConnection(browser, line);
      return;
    }
    const server = connect({ path: serverPath, allowHalfOpen: true });
    if (line) shapeConnection(browser, server, line);
    else join(browser, server);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    refuse: (down) => {
      isDown = down;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

/** The refusal has to come back over the line. */
function refuseConnection(browser: Socket, line: Line | undefined): void {
  browser.on('error', () => browser.destroy());
  if (!line) {
    browser.resetAndDestroy();
    return;
  }
  const { timeline, network } = line;
  timeline.at(timeline.nowMs() + network.rttMs, () => browser.resetAndDestroy());
}

function join(browser: Socket, server: Socket): void {
  pipeline(browser, server, browser, (error) => {
    if (!error) return;
    browser.destroy();
    server.destroy();
  });
}
