// Makes every way of sending a request from script go through redirectUrl(); Flex UI itself stays unedited.
import { redirectUrl } from './redirect-url.ts';

const local = (address: string | URL): string => redirectUrl(address, location.href);

/** Replaces fetch, XMLHttpRequest, WebSocket, EventSource and sendBeacon of this window. */
export function redirectRequests(): void {
  const send = window.fetch.bind(window);
  window.fetch = async (input, init) =>
    input instanceof Request ? send(await localRequest(input), init) : send(local(input), init);

  window.XMLHttpRequest = LocalXMLHttpRequest;
  window.WebSocket = LocalWebSocket;
  window.EventSource = LocalEventSource;

  const sendBeacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (address, body) => sendBeacon(local(address), body);
}

class LocalXMLHttpRequest extends XMLHttpRequest {
  override open(
    method: string,
    address: string | URL,
    async = true,
    username?: string | null,
    password?: string | null,
  ): void {
    super.open(method, local(address), async, username, password);
  }
}

class LocalWebSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(local(address), protocols);
  }
}

class LocalEventSource extends EventSource {
  constructor(address: string | URL, init?: EventSourceInit) {
    super(local(address), init);
  }
}

// A Request cannot change its address, and passing its body on as a stream needs HTTP/2.
async function localRequest(request: Request): Promise<Request> {
  const address = local(request.url);
  if (address === request.url) return request;
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  return new Request(address, {
    method: request.method,
    headers: request.headers,
    signal: request.signal,
    credentials: request.credentials,
    ...(hasBody && { body: await request.arrayBuffer() }),
  });
}
