// Rollup plugin: leaves out of the standalone script what the loader never calls in SystemJS and semver.
// Each cut says what it expects to find; a package that is built differently breaks the build, not a desktop.
// Why it is worth it: docs/adr/0006-size-of-the-standalone-script.md.

/** @returns {import('rollup').Plugin} */
export function prunePackages() {
  return {
    name: 'prune-packages',
    transform(code, id) {
      const file = id.replaceAll('\\', '/');
      if (file.endsWith('systemjs/dist/s.js')) return changed(keepSystemCore(code));
      if (file.endsWith('semver/internal/trim-comparator-whitespace.js')) return changed(TRIM);
      if (file.endsWith('semver/internal/constants.js'))
        return changed(dropConstants(code, this.parse(code)));
      const program = /semver\/(classes|internal)\//.test(file) ? this.parse(code) : undefined;
      if (!program) return null;
      const cuts = debugCalls(program);
      if (file.endsWith('semver/internal/re.js')) cuts.push(...looseTokens(program));
      for (const [name, methods] of Object.entries(UNUSED_METHODS)) {
        if (file.endsWith(name)) cuts.push(...membersNamed(program, methods));
      }
      return cuts.length > 0 ? changed(cut(code, cuts)) : null;
    },
  };
}

const UNUSED_METHODS = {
  'semver/classes/semver.js': ['inc', 'compareBuild', 'toString'],
  'semver/classes/comparator.js': ['intersects', 'toString'],
  'semver/classes/range.js': ['intersects', 'format', 'toString', 'range'],
};

/**
 * semver scans for blanks behind an operator by hand, to stay linear on hostile megabytes. It has by then
 * folded all blanks into one, and a range of a manifest is short, so one pattern does.
 */
const TRIM =
  "module.exports = (range) => range.replace(/([<>]=?|=)\\s+([v=\\s]*[\\dxX*])/g, '$1$2');";

/** Import maps, script tags of the page and automatic imports come after the core; the loader has its own hooks. */
function keepSystemCore(code) {
  const lastOfCore = 'envGlobal.System = new SystemJS();';
  const end = code.indexOf(lastOfCore);
  if (end === -1) throw new Error('SystemJS is built differently now; look at its core again.');
  return `${code.slice(0, end)}${lastOfCore}\n})();`;
}

/** Patterns for loose parsing and coercion, which a range check never uses. */
function looseTokens(program) {
  const tokens = program.body.filter(
    ({ expression }) =>
      expression?.callee?.name === 'createToken' &&
      /LOOSE|COERCE/.test(expression.arguments[0].value),
  );
  if (tokens.length < 10) throw new Error('semver builds its patterns differently now.');
  return tokens;
}

function membersNamed(program, names) {
  const classes = program.body.flatMap((node) =>
    node.type === 'ClassDeclaration' ? node.body.body : [],
  );
  const methods = classes.filter((member) => names.includes(member.key?.name));
  if (methods.length !== names.length) throw new Error(`semver lacks one of ${names}.`);
  return methods;
}

/** What semver writes to Node's console when NODE_DEBUG asks for it, and the function that writes it. */
function debugCalls(program) {
  const isDebug = ({ type, expression, declarations }) =>
    (type === 'ExpressionStatement' && expression.callee?.name === 'debug') ||
    (type === 'VariableDeclaration' &&
      declarations[0].init?.arguments?.[0]?.value?.endsWith('/debug'));
  return statementsIn(program).filter(isDebug);
}

function statementsIn(node) {
  if (Array.isArray(node)) return node.flatMap(statementsIn);
  if (typeof node?.type !== 'string') return [];
  const inside = Object.values(node).flatMap(statementsIn);
  return /Statement$|Declaration$/.test(node.type) ? [node, ...inside] : inside;
}

/** Lists that semver offers to others. */
function dropConstants(code, program) {
  const unused = ['WHITESPACE_CHARACTERS', 'RELEASE_TYPES'];
  const lists = program.body.filter(({ declarations }) =>
    unused.includes(declarations?.[0].id.name),
  );
  if (lists.length !== unused.length)
    throw new Error('semver names its constants differently now.');
  return unused.reduce((text, name) => text.replace(`  ${name},\n`, ''), cut(code, lists));
}

function cut(code, nodes) {
  const isInside = (node) => nodes.some((it) => it.start < node.start && node.end < it.end);
  return nodes
    .filter((node) => !isInside(node))
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
}

function changed(code) {
  return { code, map: null };
}
