// Describes what `--json` prints, for docs/cli.md and for the tests that hold every command to it.

/** A trailing `?` in a key says that it may be absent. A list names what its entries are. */
export type Shape = ShapeWord | readonly [Shape] | { readonly [key: string]: Shape };

export type ShapeWord =
  | 'text'
  | 'text or null'
  | 'number'
  | 'number or null'
  | 'true or false'
  | 'anything';

/** The shape as people read JSON. */
export function renderShape(shape: Shape, indent = ''): string {
  if (typeof shape === 'string') return shape;
  const inner = `${indent}  `;
  if (isList(shape)) return `[${renderShape(shape[0], indent)}, …]`;
  const lines = Object.entries(shape).map(
    ([key, value]) => `${inner}${JSON.stringify(key)}: ${renderShape(value, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

export function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
