// Runs the text of a classic script as the page's own script of an address, with or without a DOM.

/** Returns once it ran; what it throws is told as an error event of that address, as a browser does. */
export function runScriptText(
  text: string,
  url: string,
  onScript: (script: HTMLScriptElement) => void,
): void {
  // Other DOMs run inserted scripts in a global scope that is not the test's.
  if (document.defaultView === globalThis) runInline(text, url, onScript);
  else runByEval(text, url, onScript);
}

/** A script with inline text blames the document for its errors; a real one names its own address. */
function runInline(text: string, url: string, onScript: (script: HTMLScriptElement) => void): void {
  const script = document.createElement('script');
  onScript(script);
  script.text = text;
  const rename = (event: ErrorEvent) => {
    if (event.filename === url) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const { error, message } = event;
    dispatchEvent(new ErrorEvent('error', { filename: url, error, message, cancelable: true }));
  };
  addEventListener('error', rename, { capture: true });
  try {
    document.head.append(script);
  } finally {
    removeEventListener('error', rename, { capture: true });
    script.remove();
  }
}

function runByEval(text: string, url: string, onScript: (script: HTMLScriptElement) => void): void {
  const script = {} as HTMLScriptElement;
  onScript(script);
  Object.defineProperty(document, 'currentScript', { value: script, configurable: true });
  try {
    // Indirect, so that it runs in the global scope like a script.
    // oxlint-disable-next-line no-eval -- the bundle under test
    (0, eval)(`${text}\n//# sourceURL=${url}`);
  } catch (error) {
    tellError(url, error);
  } finally {
    Object.defineProperty(document, 'currentScript', { value: null, configurable: true });
  }
}

/** Node has no ErrorEvent; the loader reads these fields and no more. */
export function tellError(filename: string, error: unknown): void {
  const message = String(error);
  dispatchEvent(Object.assign(new Event('error'), { filename, error, message, lineno: 0 }));
}
