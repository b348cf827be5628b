// Answers like Twilio's Plugins API for one account: small pages, 429 and 500 in between, every list newest first.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Readonly<Record<string, unknown>> & { readonly sid: string };

export type TwilioAccount = {
  readonly plugins: Row[];
  /** By plugin SID. */
  readonly versions: Map<string, Row[]>;
  readonly configurations: Row[];
  /** By configuration SID. */
  readonly members: Map<string, Row[]>;
  readonly releases: Row[];
};

export type TwilioDouble = {
  readonly url: string;
  readonly account: TwilioAccount;
  readonly login: Readonly<Record<string, string>>;
  /** Number of requests so far. */
  requests: number;
  onRequest: (count: number) => void;
  /** Status that stands in for the answer to this request, if any. */
  fault: (count: number) => number | undefined;
  close(): Promise<void>;
};

const PAGE = 3;
const LOGIN = { TWILIO_ACCOUNT_SID: `AC${'7'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'twilio-secret' };

export async function startTwilioDouble(account: TwilioAccount): Promise<TwilioDouble> {
  const server = createServer((request, response) => {
    double.requests += 1;
    double.onRequest(double.requests);
    const send = (status: number, body: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    const basic = `${LOGIN.TWILIO_ACCOUNT_SID}:${LOGIN.TWILIO_AUTH_TOKEN}`;
    if (request.headers.authorization !== `Basic ${Buffer.from(basic).toString('base64')}`) {
      send(401, { code: 20003, message: 'Authenticate', more_info: 'x', status: 401 });
      return;
    }
    const fault = double.fault(double.requests);
    if (fault === 500) send(500, {});
    else if (fault === 429) send(429, { code: 20429, more_info: 'x' }, { 'Retry-After': '0' });
    else sendPage(new URL(request.url ?? '', double.url), account, send);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: TwilioDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    login: LOGIN,
    requests: 0,
    onRequest: () => undefined,
    fault: () => undefined,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  return double;
}

function sendPage(
  url: URL,
  account: TwilioAccount,
  send: (status: number, body: object) => void,
): void {
  const path = url.pathname.replace('/v1/PluginService/', '');
  const [, plugin] = /^Plugins\/(\w+)\/Versions$/.exec(path) ?? [];
  const [, configuration] = /^Configurations\/(\w+)\/Plugins$/.exec(path) ?? [];
  if (plugin) sendRows(url, 'plugin_versions', newestFirst(account.versions.get(plugin)), send);
  else if (configuration) sendRows(url, 'plugins', account.members.get(configuration) ?? [], send);
  else if (path === 'Plugins') sendRows(url, 'plugins', newestFirst(account.plugins), send);
  else if (path === 'Configurations') {
    sendRows(url, 'configurations', newestFirst(account.configurations), send);
  } else if (path === 'Releases') sendRows(url, 'releases', newestFirst(account.releases), send);
  else send(404, { code: 20404, message: 'not found', more_info: 'x', status: 404 });
}

function sendRows(
  url: URL,
  key: string,
  rows: readonly Row[],
  send: (status: number, body: object) => void,
): void {
  const page = Number(url.searchParams.get('Page') ?? '0');
  const link = (at: number) => `${url.origin}${url.pathname}?PageSize=${PAGE}&Page=${at}`;
  const hasMore = rows.length > (page + 1) * PAGE;
  send(200, {
    meta: {
      key,
      page,
      page_size: PAGE,
      url: link(page),
      first_page_url: link(0),
      previous_page_url: page === 0 ? null : link(page - 1),
      next_page_url: hasMore ? link(page + 1) : null,
    },
    [key]: rows.slice(page * PAGE, (page + 1) * PAGE),
  });
}

function newestFirst(rows: readonly Row[] = []): Row[] {
  return [...rows].reverse();
}
