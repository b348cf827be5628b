// One account of a test registry: calls over real HTTP, and shortcuts that arrange plugins, versions and releases.
import type { Credentials } from '../../../src/registry/index.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
};

type Form = Readonly<Record<string, string | readonly string[]>> | string;

export class TestAccount {
  readonly url: string;
  readonly credentials: Credentials;

  constructor(url: string, credentials: Credentials) {
    this.url = url;
    this.credentials = credentials;
  }

  get authorization(): string {
    const { accountSid, authToken } = this.credentials;
    return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  /** A string is sent as it stands, as Twilio's api-client does; fields are encoded. */
  post(path: string, form: Form = '', headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, typeof form === 'string' ? form : encode(form), headers);
  }

  async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.url}/v1/PluginService/${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: this.authorization,
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      signal: AbortSignal.timeout(60_000),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** Creates a plugin with one version and answers the SID of the version. */
  async deploy(
    name: string,
    version = '1.0.0',
    more: Record<string, string> = {},
  ): Promise<string> {
    await this.post('Plugins', { UniqueName: name });
    return this.addVersion(name, version, more);
  }

  async addVersion(
    name: string,
    version: string,
    more: Record<string, string> = {},
  ): Promise<string> {
    const PluginUrl = `https://cdn.example/${name}/${version}/bundle.js`;
    const answer = await this.post(`Plugins/${name}/Versions`, {
      Version: version,
      PluginUrl,
      ...more,
    });
    return sidOf(answer, 201);
  }

  /** Creates a configuration of these versions and answers its SID. */
  async configure(...versionSids: string[]): Promise<string> {
    const Plugins = versionSids.map((sid) => JSON.stringify({ plugin_version: sid, phase: 3 }));
    return sidOf(await this.post('Configurations', { Name: 'Test', Plugins }), 201);
  }

  /** Releases a configuration and answers the SID of the release. */
  async release(configurationSid: string): Promise<string> {
    return sidOf(await this.post('Releases', { ConfigurationId: configurationSid }), 201);
  }
}

function sidOf({ status, body }: Answer, expected: number): string {
  if (status !== expected) throw new Error(`expected ${expected}: ${JSON.stringify(body)}`);
  return body.sid as string;
}

function encode(form: Exclude<Form, string>): string {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of typeof value === 'string' ? [value] : value) encoded.append(name, one);
  }
  return encoded.toString();
}
