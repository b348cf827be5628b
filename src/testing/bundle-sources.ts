// Sources of bundles in both formats, as a test wants them to behave.

export type BundleBehaviour = {
  /** Statements at the top of the bundle, run while it is evaluated. */
  readonly top?: string;
  /** Statements in the constructor of the plugin. */
  readonly construct?: string;
  /** Statements in `init(flex, manager)`, which is async. */
  readonly init?: string;
  /** False leaves out the registration. */
  readonly register?: boolean;
};

/** A classic script as flex-plugin-builder makes it. It notes its steps in `globalThis.journal`. */
export function flexBundle(name: string, behaviour: BundleBehaviour = {}): string {
  const { register = true } = behaviour;
  return `(function () {
    ${note(name, 'evaluate')}
    ${behaviour.top ?? ''}
    ${pluginClass(name, behaviour)}
    ${register ? 'Twilio.Flex.Plugins.init(TestPlugin);' : ''}
  })();`;
}

export type SystemBehaviour = BundleBehaviour & {
  /** Modules to import; each is bound to `imported[name]` before the bundle executes. */
  readonly imports?: readonly string[];
  /** JavaScript expressions by export name, besides the default export. */
  readonly exports?: Readonly<Record<string, string>>;
};

/** The same plugin in System.register format. */
export function systemBundle(name: string, behaviour: SystemBehaviour = {}): string {
  const { imports = [], exports = {}, register = true } = behaviour;
  const setters = imports.map((id) => `function (ns) { imported[${JSON.stringify(id)}] = ns; }`);
  const exported = Object.entries(exports).map(
    ([key, expression]) => `_export(${JSON.stringify(key)}, ${expression});`,
  );
  return `System.register(${JSON.stringify(imports)}, function (_export) {
    var imported = {};
    return {
      setters: [${setters.join(', ')}],
      execute: function () {
        ${note(name, 'evaluate')}
        ${behaviour.top ?? ''}
        ${pluginClass(name, behaviour)}
        ${exported.join('\n')}
        ${register ? "_export('default', TestPlugin);" : ''}
      }
    };
  });`;
}

function pluginClass(name: string, { construct = '', init = '' }: BundleBehaviour): string {
  return `class TestPlugin {
      constructor() { ${construct} }
      async init(flex, manager) {
        ${note(name, 'init')}
        ${init}
        ${note(name, 'ready')}
      }
    }`;
}

function note(name: string, step: string): string {
  return `(globalThis.journal ??= []).push(${JSON.stringify(`${step} ${name}`)});`;
}
