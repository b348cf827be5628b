// Renders a component into the page of a test with React 17, as Flex UI does, and plays the user.
import type { ReactElement } from 'react';
import { render, unmountComponentAtNode } from 'react-dom';
import { act } from 'react-dom/test-utils';

let container: HTMLElement | undefined;

export function show(element: ReactElement): HTMLElement {
  const shown = document.createElement('div');
  document.body.append(shown);
  container = shown;
  act(() => void render(element, shown));
  return shown;
}

/** To be called after each test. */
export function takeDown(): void {
  if (container === undefined) return;
  unmountComponentAtNode(container);
  container.remove();
  container = undefined;
}

export function find(selector: string): HTMLElement {
  const found = container?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

/** What stands in a field. */
export function valueOf(selector: string): string {
  return (find(selector) as HTMLInputElement).value;
}

/** The text of each element that matches. */
export function texts(selector: string): string[] {
  return [...(container?.querySelectorAll(selector) ?? [])].map((element) =>
    (element.textContent ?? '').trim(),
  );
}

export function click(selector: string, text = ''): void {
  const targets = [...(container?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const target = targets.find((element) => element.textContent?.includes(text));
  if (!target) throw new Error(`nothing matches ${selector} with "${text}"`);
  act(() => target.click());
}

/** Past the setter that React puts on the element itself, or React would take the value for its own. */
export function enter(selector: string, value: string): void {
  const field = find(selector);
  const type = field instanceof HTMLSelectElement ? 'change' : 'input';
  act(() => {
    Reflect.set(Object.getPrototypeOf(field) as object, 'value', value, field);
    field.dispatchEvent(new Event(type, { bubbles: true }));
  });
}
