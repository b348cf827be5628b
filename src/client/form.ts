// Request parameters as the Plugins API takes them: a form, absent values left out, structures as JSON text.

type FormValue = string | boolean | object | undefined;

export function formOf(values: Readonly<Record<string, FormValue>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}
