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
      if (file.endsWith('semver/internal/constants.js'))
        return changed(dropConstants(code, this.parse(code)));
      for (const [name, module] of Object.entries(SHORTER)) {
        if (file.endsWith(name)) return changed(module);
      }
      const program = /semver\/(classes|internal)\//.test(file) ? this.parse(code) : undefined;
      if (!program) return null;
      const cuts = [...debugCalls(program), ...errorTexts(program), ...fixedOptions(program)];
      if (file.endsWith('semver/internal/re.js')) cuts.push(...looseTokens(program));
      for (const [name, methods] of Object.entries(UNUSED_METHODS)) {
        if (file.endsWith(name)) cuts.push(...membersNamed(program, methods));
      }
      return cuts.length > 0 ? changed(shortTokens(cut(code, cuts))) : null;
    },
  };
}

/**
 * Rollup plugin: writes `let` for `const`. Nothing assigns to a constant, the compiler saw to that, and the shorter
 * word packs better.
 *
 * @returns {import('rollup').Plugin}
 */
export function letForConst() {
  return {
    name: 'let-for-const',
    renderChunk(code) {
      const declarations = nodesIn(this.parse(code)).filter(({ kind }) => kind === 'const');
      const words = declarations.map(({ start }) => ({
        start,
        end: start + 'const'.length,
        text: 'let',
      }));
      return changed(replaceAt(code, words));
    },
  };
}

const UNUSED_METHODS = {
  'semver/classes/semver.js': ['inc', 'compareBuild', 'toString'],
  'semver/classes/comparator.js': ['intersects', 'toString'],
  'semver/classes/range.js': ['intersects', 'format', 'toString', 'range'],
};

/** Modules of semver that can be had shorter. */
const SHORTER = {
  // It scans for blanks behind an operator by hand, to stay linear on hostile megabytes. It has by then
  // folded all blanks into one, and a range of a manifest is short, so one pattern does.
  'semver/internal/trim-comparator-whitespace.js':
    "module.exports = (range) => range.replace(/([<>]=?|=)\\s+([v=\\s]*[\\dxX*])/g, '$1$2');",
  'semver/internal/parse-options.js': 'module.exports = (options) => options;',
  // It keeps the last thousand ranges; a page has as many as its release.
  'semver/internal/lrucache.js': 'module.exports = Map;',
  // A comparator knows five operators: none for "equal", and these four.
  'semver/functions/cmp.js': `const compare = require('./compare');
module.exports = (a, operator, b, options) => {
  const order = compare(a, b, options);
  return order === 0 ? /=|^$/.test(operator) : operator[0] === (order > 0 ? '>' : '<');
};`,
};

/** Import maps, script tags of the page and automatic imports come after the core; the loader has its own hooks. */
function keepSystemCore(code) {
  const end = 'envGlobal.System = new SystemJS();';
  const parts = [
    // The base address of the page is for resolving, which the loader does.
    between(code, '', 'var baseUrl;'),
    // The global register() is the loader's own.
    between(code, 'var toStringTag =', 'var lastRegister;'),
    between(code, 'function getOrCreateLoad', end),
  ];
  return `${parts.join('')}${end}\n})();`;
}

/** From the first text up to the second, which stays out. */
function between(code, first, second) {
  const start = code.indexOf(first);
  const end = code.indexOf(second, start);
  if (start === -1 || end === -1)
    throw new Error('SystemJS is built differently now; look at its core again.');
  return code.slice(start, end);
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

/** Patterns are looked up by name all over the package, and gzip pays for each long name. */
function shortTokens(code) {
  return code.replace(
    /(?<=createToken\('|\bt\.)[A-Z\d]+\b/g,
    (name) => (TOKENS[name] ??= nextToken()),
  );
}

const TOKENS = {};
const nextToken = () => `$${Object.keys(TOKENS).length.toString(36)}`;

/** The loader parses all versions and ranges in the same way: src/domain/version-range.ts. */
const OPTIONS = { loose: 'false', includePrerelease: 'true' };

/** Where an option is read, its value; what hangs on the other value falls away as dead code. */
function fixedOptions(program) {
  const isOption = ({ type, property, computed }) =>
    type === 'MemberExpression' && !computed && Object.hasOwn(OPTIONS, property.name);
  const isSet = ({ type, expression }) =>
    type === 'ExpressionStatement' &&
    expression.type === 'AssignmentExpression' &&
    isOption(expression.left);
  const read = nodesIn(program).filter(isOption);
  return [
    ...nodesIn(program).filter(isSet),
    ...read.map(({ start, end, property }) => ({ start, end, text: OPTIONS[property.name] })),
  ];
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
  return nodesIn(program).filter(isDebug);
}

/** What it says with an error; to the loader a TypeError is all there is to know. */
function errorTexts(program) {
  return nodesIn(program)
    .filter(({ type, callee }) => type === 'NewExpression' && callee.name === 'TypeError')
    .flatMap((thrown) => thrown.arguments);
}

function nodesIn(node) {
  if (Array.isArray(node)) return node.flatMap(nodesIn);
  if (typeof node?.type !== 'string') return [];
  return [node, ...Object.values(node).flatMap(nodesIn)];
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
  const isInside = (node) =>
    nodes.some((it) => it !== node && it.start <= node.start && node.end <= it.end);
  return replaceAt(
    code,
    nodes.filter((node) => !isInside(node)),
  );
}

function replaceAt(code, places) {
  return places
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (kept, { start, end, text = '' }) => kept.slice(0, start) + text + kept.slice(end),
      code,
    );
}

function changed(code) {
  return { code, map: null };
}
