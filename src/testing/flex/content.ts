// The Content of programmable components: what plugins add, replace and remove, and what an agent would see of it.

export type ContentOptions = {
  readonly sortOrder?: number;
  readonly align?: 'start' | 'end';
  /** Asked with the component's props each time it is rendered. */
  readonly if?: (props: unknown) => boolean;
};

/** As Flex's DynamicContentStore: each call returns what takes it back. */
export type FakeContent = {
  add(element: unknown, options?: ContentOptions): () => void;
  replace(element: unknown, options?: ContentOptions): () => void;
  remove(key: unknown, options?: Pick<ContentOptions, 'if'>): () => void;
};

type Fragment = {
  readonly element: unknown;
  readonly options: ContentOptions;
  readonly replaces: boolean;
};
type Removal = { readonly key: unknown; readonly options: Pick<ContentOptions, 'if'> };
type Kept = { readonly fragments: Fragment[]; readonly removals: Removal[] };

export type ContentStores = {
  of(component: string): FakeContent;
  /** Elements in the order in which Flex shows them. Throws where one has no key, as Flex does. */
  rendered(component: string, props?: unknown): readonly unknown[];
};

export function createContentStores(): ContentStores {
  const stores = new Map<string, Kept>();
  const keptBy = (component: string): Kept => {
    const kept = stores.get(component) ?? { fragments: [], removals: [] };
    stores.set(component, kept);
    return kept;
  };
  return {
    of: (component) => ({
      add: (element, options = {}) =>
        keep(keptBy(component).fragments, { element, options, replaces: false }),
      replace: (element, options = {}) =>
        keep(keptBy(component).fragments, { element, options, replaces: true }),
      remove: (key, options = {}) => keep(keptBy(component).removals, { key, options }),
    }),
    rendered: (component, props = {}) => {
      const { fragments, removals } = keptBy(component);
      const gone = removals.filter(({ options }) => options.if?.(props) ?? true);
      const shown = fragments.filter(({ options }) => options.if?.(props) ?? true);
      return (['start', 'end'] as const)
        .flatMap((align) => ordered(shown.filter((it) => (it.options.align ?? 'start') === align)))
        .map((element) => ({ element, key: keyOf(element, component) }))
        .filter(({ key }) => !gone.some((removal) => String(removal.key) === key))
        .map(({ element }) => element);
    },
  };
}

function keep<T>(list: T[], item: T): () => void {
  list.push(item);
  return () => {
    const at = list.indexOf(item);
    if (at >= 0) list.splice(at, 1);
  };
}

/** The last replacement stands for everything beside it; without sortOrder an element keeps its place. */
function ordered(fragments: readonly Fragment[]): unknown[] {
  const replacement = fragments.filter(({ replaces }) => replaces).at(-1);
  const shown = replacement ? [replacement] : fragments;
  return shown
    .map(({ element, options }, index) => ({ element, order: options.sortOrder ?? index }))
    .sort((a, b) => a.order - b.order)
    .map(({ element }) => element);
}

function keyOf(element: unknown, component: string): string {
  const { key } = Object(element) as { key?: string | number | null };
  if (key === null || key === undefined)
    throw new Error(`${component}.Content holds an element without a key; Flex UI refuses it.`);
  return String(key);
}
