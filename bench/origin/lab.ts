// The servers of one measurement: three origins, each behind its own proxy, all over one line.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Files, Origins, Site } from '../boot/contender.ts';
import { createLink } from '../network/link.ts';
import { NETWORKS, type NetworkName } from '../network/networks.ts';
import { type Proxy, startProxy } from '../network/proxy.ts';
import type { Line } from '../network/shape-connection.ts';
import { createTimeline } from '../network/timeline.ts';
import { type Answer, BAD_GATEWAY, chooseAnswer } from './answer.ts';
import { makeCertificate } from './certificate.ts';
import { type OriginServer, type Protocol, startOriginServer } from './origin-server.ts';
import { type PreparedFile, prepareFile } from './prepared-file.ts';

export type OriginName = keyof Origins;

export type ServedRequest = {
  readonly origin: OriginName;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
};

export type PreparedSite = {
  readonly files: Readonly<Record<OriginName, ReadonlyMap<string, PreparedFile>>>;
  /** Paths of the desktop's origin behind which the registry stands. */
  readonly proxiedPaths: ReadonlySet<string>;
};

export type Lab = {
  readonly origins: Origins;
  readonly spkiHash: string;
  /** Serves this site and forgets the requests so far. */
  serve(site: PreparedSite): void;
  setRegistryDown(isDown: boolean): void;
  requests(): readonly ServedRequest[];
  close(): Promise<void>;
};

const NAMES = ['desktop', 'registry', 'cdn'] as const satisfies readonly OriginName[];

export async function prepareSite(site: Site): Promise<PreparedSite> {
  const [desktop, registry, cdn] = await Promise.all(NAMES.map((name) => prepareFiles(site[name])));
  return {
    files: { desktop, registry, cdn } as PreparedSite['files'],
    proxiedPaths: new Set(site.proxiedPaths),
  };
}

async function prepareFiles(files: Files): Promise<ReadonlyMap<string, PreparedFile>> {
  const prepare = async ([path, file]: [string, Files[string]]) =>
    [path, await prepareFile(file)] as const;
  return new Map(await Promise.all(Object.entries(files).map(prepare)));
}

export async function openLab(networkName: NetworkName, protocol: Protocol): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-bench-'));
  const certificate = makeCertificate(NAMES.map((name) => `${name}.test`));
  const line = openLine(networkName);
  const servers: OriginServer[] = [];
  const proxies = {} as Record<OriginName, Proxy>;
  let site: PreparedSite | undefined;
  let isDown = false;
  let requests: ServedRequest[] = [];

  const answerOf = (origin: OriginName, path: string, ifNoneMatch: string | undefined): Answer => {
    if (isDown && origin === 'desktop' && site?.proxiedPaths.has(path)) return BAD_GATEWAY;
    return chooseAnswer({ path, ifNoneMatch }, site?.files[origin] ?? new Map());
  };
  for (const origin of NAMES) {
    const path = socketPath(folder, origin);
    const answer = (question: Parameters<typeof chooseAnswer>[0]) => {
      const given = answerOf(origin, question.path, question.ifNoneMatch);
      const { status, bytes } = given;
      requests.push({ origin, path: question.path, status, bytes: bytes?.length ?? 0 });
      return given;
    };
    servers.push(await startOriginServer(path, protocol, certificate, answer));
    proxies[origin] = await startProxy(path, line);
  }
  const originOf = (name: OriginName) => `https://${name}.test:${proxies[name].port}`;
  return {
    origins: { desktop: originOf('desktop'), registry: originOf('registry'), cdn: originOf('cdn') },
    spkiHash: certificate.spkiHash,
    serve: (next) => {
      site = next;
      requests = [];
    },
    setRegistryDown: (down) => {
      isDown = down;
      proxies.registry.refuse(down);
    },
    requests: () => requests,
    close: async () => {
      await Promise.all(NAMES.map((name) => proxies[name].close()));
      await Promise.all(servers.map((server) => server.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openLine(name: NetworkName): Line | undefined {
  const network = NETWORKS[name];
  if (!network) return undefined;
  const { bitsPerSecond } = network;
  return {
    timeline: createTimeline(),
    network,
    up: createLink(bitsPerSecond),
    down: createLink(bitsPerSecond),
  };
}

function socketPath(folder: string, name: string): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\plugboard-bench-${process.pid}-${name}`
    : join(folder, `${name}.sock`);
}
