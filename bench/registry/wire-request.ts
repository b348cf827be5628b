// The requests of a desktop that boots, as Chromium writes them.
import type { PreparedAnswer } from './processes/bare.ts';
import { DESKTOP_ORIGIN } from './registry-under-load.ts';

export type WireRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
};

const CHROMIUM = {
  Connection: 'keep-alive',
  'sec-ch-ua-platform': '"Windows"',
  'User-Agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24", "Google Chrome";v="140"',
  'sec-ch-ua-mobile': '?0',
  Accept: '*/*',
  Origin: DESKTOP_ORIGIN,
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Dest': 'empty',
  Referer: `${DESKTOP_ORIGIN}/`,
  'Accept-Language': 'en-GB,en;q=0.9',
};

const COMPRESSED = 'gzip, deflate, br, zstd';

export function browserRequest(
  url: string,
  { encoding = COMPRESSED, ifNoneMatch }: { encoding?: string; ifNoneMatch?: string } = {},
): WireRequest {
  return {
    url: new URL(url),
    headers: {
      ...CHROMIUM,
      'Accept-Encoding': encoding,
      ...(ifNoneMatch !== undefined && { 'If-None-Match': ifNoneMatch }),
    },
  };
}

export function onTheWire({ url, headers }: WireRequest): string {
  const lines = Object.entries({ Host: url.host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** What the bare server has to repeat: all but the headers that every server of Node adds by itself. */
export async function recordAnswer({ url, headers }: WireRequest): Promise<PreparedAnswer> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: withoutNodesOwn(answer.rawHeaders),
          bodyBase64: Buffer.concat(chunks).toString('base64'),
        }),
      );
    }).on('error', reject);
  });
}

function withoutNodesOwn(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!/^(date|connection|keep-alive)$/i.test(name)) kept.push(name, value);
  }
  return kept;
}
