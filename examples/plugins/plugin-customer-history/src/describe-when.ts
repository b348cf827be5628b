// Says when a contact was, the way people do: today and yesterday by name, older days by date.

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function describeWhen(at: Date, now: Date, locale = 'en-GB'): string {
  const time = at.toLocaleTimeString(locale, TIME);
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return `Today, ${time}`;
  if (days === 1) return `Yesterday, ${time}`;
  const date = at.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`;
  return `${date}${year}, ${time}`;
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
