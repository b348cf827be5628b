// Says where a request for Twilio goes instead: to the same path below /twilio/<host> on the page's own origin.

const TWILIO_HOST = /(^|\.)(twilio|twiliocdn)\.com$/;
const REDIRECTED_PROTOCOLS = ['http:', 'https:', 'ws:', 'wss:'];

/** The local address for a Twilio address; anything else comes back as it was. */
export function redirectUrl(address: string | URL, pageUrl: string): string {
  const text = String(address);
  if (!URL.canParse(text, pageUrl)) return text;
  const url = new URL(text, pageUrl);
  if (!REDIRECTED_PROTOCOLS.includes(url.protocol) || !TWILIO_HOST.test(url.hostname)) return text;

  const page = new URL(pageUrl);
  const secure = page.protocol === 'https:';
  const protocol = url.protocol.startsWith('ws') ? (secure ? 'wss:' : 'ws:') : page.protocol;
  return `${protocol}//${page.host}/twilio/${url.host}${url.pathname}${url.search}`;
}
