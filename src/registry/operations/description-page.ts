// Writes the OpenAPI document as one plain HTML page: every operation with its parameters.

type Schema = {
  description?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
};

type Operation = {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
};

type Document = {
  info: { title: string; description?: string };
  paths?: Record<string, object | undefined>;
};

const METHODS = ['get', 'post'] as const;

export function describePage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = (methods as Record<string, Operation | undefined> | undefined)?.[method];
      return operation ? [section(method, path, operation)] : [];
    }),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(document.info.title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 0; overflow-wrap: anywhere; }
  dt { font-family: ui-monospace, monospace; } dd { margin: 0 0 0 1.5rem; color: #555; }
  @media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } dd { color: #aaa; } }
</style>
<h1>${escape(document.info.title)}</h1>
<p>${escape(document.info.description ?? '')} The same as <a href="/openapi.json">OpenAPI</a>.</p>
${operations.join('\n')}
</html>
`;
}

function section(method: string, path: string, operation: Operation): string {
  const parameters = [
    ...(operation.parameters ?? []).map((parameter) => ({ ...parameter, where: parameter.in })),
    ...bodyParameters(operation),
  ];
  const list = parameters
    .map(({ name, where, required }) => {
      return `<dt>${escape(name)}</dt><dd>${escape(where)}${required ? ', required' : ''}</dd>`;
    })
    .join('');
  const heading = `<h2>${method.toUpperCase()} ${escape(path)}</h2>`;
  return `${heading}\n<p>${escape(operation.summary ?? '')}</p>\n<dl>${list}</dl>`;
}

function bodyParameters({ requestBody }: Operation) {
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  return Object.keys(schema?.properties ?? {}).map((name) => ({
    name,
    where: 'form',
    required: schema?.required?.includes(name) ?? false,
  }));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
