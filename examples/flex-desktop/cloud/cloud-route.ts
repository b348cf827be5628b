// What one endpoint of the double looks like, and how an endpoint is found for a request.

export type CloudRequest = {
  readonly method: string;
  /** The Twilio host that the page meant. */
  readonly host: string;
  readonly path: string;
  readonly body: string;
};

export type CloudAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
};

export type CloudRoute = {
  readonly method: 'GET' | 'POST';
  readonly host: RegExp;
  readonly path: RegExp;
  readonly answer: (request: CloudRequest) => CloudAnswer;
};

export const json = (body: unknown, status = 200): CloudAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

export const text = (contentType: string, body = ''): CloudAnswer => ({
  status: 200,
  contentType,
  body,
});

/** Answers as the first route that fits; what the double does not know is Twilio's 404. */
export function answerRequest(routes: readonly CloudRoute[], request: CloudRequest): CloudAnswer {
  const route = routes.find(
    ({ method, host, path }) =>
      method === request.method && host.test(request.host) && path.test(request.path),
  );
  if (route !== undefined) return route.answer(request);
  const message = `The local double of Twilio has no ${request.method} ${request.host}${request.path}.`;
  return json({ code: 20404, message, status: 404 }, 404);
}
