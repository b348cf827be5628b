// Times as the Plugins API writes them: ISO 8601 in UTC, whole seconds.

export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
