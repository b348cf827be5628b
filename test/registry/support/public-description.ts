// Holds answers against Twilio's public OpenAPI description of PluginService (a trimmed copy stands in fixtures).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> };

type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: object }> };
};

const description = JSON.parse(
  readFileSync(join(__dirname, '../fixtures/plugins-api.openapi.json'), 'utf8'),
) as Description;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
// Formats of Twilio's own, which say nothing that can be checked.
for (const format of ['uri-map', 'int64']) ajv.addFormat(format, true);
ajv.addSchema({ $id: 'api', ...description });

const OPERATIONS = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    matches: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    responses: operation.responses,
  })),
);

export const OPERATION_COUNT = OPERATIONS.length;

const ERROR = ajv.compile({
  type: 'object',
  required: ['code', 'message', 'more_info', 'status'],
  additionalProperties: false,
  properties: {
    code: { type: 'integer' },
    message: { type: 'string', minLength: 1 },
    more_info: { type: 'string', format: 'uri' },
    status: { type: 'integer' },
    details: {
      type: 'object',
      required: ['reason'],
      properties: { reason: { pattern: '^[a-z-]+$' } },
    },
  },
});

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with this answer, in words; undefined when nothing is. Paths of our own are not judged. */
export function violation(
  method: string,
  url: string,
  status: number,
  body: unknown,
): string | undefined {
  const path = url.split('?')[0] ?? '';
  // Literal before parameter: our /Releases/Active is Twilio's /Releases/{Sid}, our /Releases/Compose is not.
  const operation = OPERATIONS.find(
    (candidate) => candidate.method === method && candidate.matches.test(path),
  );
  if (status >= 400) return judge(ERROR, `${method} ${url} ${status}`, body);
  if (!operation || OURS.has(path)) return undefined;
  const schema = operation.responses[String(status)]?.content?.['application/json']?.schema;
  if (!schema) return `${method} ${url}: status ${status} is not in the description`;
  const key = `${method} ${operation.path} ${status}`;
  const validate = compiled.get(key) ?? ajv.compile(rooted(schema));
  compiled.set(key, validate);
  return judge(validate, key, body);
}

const OURS = new Set(['/v1/PluginService/Releases/Compose']);

/** The keys that the description gives a resource. */
export function describedKeys(resource: string): string[] {
  const schema = description.components.schemas[resource];
  if (!schema) throw new Error(`${resource} is not in the description`);
  return Object.keys(schema.properties).sort();
}

function judge(validate: ValidateFunction, what: string, body: unknown): string | undefined {
  if (validate(body)) return undefined;
  return `${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`;
}

/** References of the description start at its root. */
function rooted(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"api#/components'),
  ) as object;
}
