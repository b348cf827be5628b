// Makes elements without markup as text: nothing that a plugin or a registry says can become an element.

type Properties = Readonly<Record<string, string | undefined | ((event: Event) => void)>>;

/** `on…` properties are listeners, all others attributes; undefined leaves one out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
