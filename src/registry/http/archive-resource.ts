// An archive answer is the resource at its own address, less what Twilio leaves out of it.

export function archiveResource<Whole extends { url: string }, Key extends keyof Whole>(
  resource: Whole,
  leftOut: Key,
): Omit<Whole, Key> {
  const { [leftOut]: _, ...rest } = resource;
  return { ...rest, url: `${resource.url}/Archive` };
}
