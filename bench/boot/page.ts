// The page of every contender: the same skeleton around what the contender puts into head and body.

export type PageParts = {
  /** See contender.ts: always the first script. */
  readonly recorder: string;
  readonly head?: string;
  readonly body?: string;
};

export function pageHtml({ recorder, head = '', body = '' }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Boot</title>
<link rel="icon" href="data:,">
<script>${recorder}</script>
${head}
</head>
<body>
<div id="container"></div>
${body}
</body>
</html>
`;
}

/**
 * What any page can say about hosts that it will need. The mode has to be that of the later requests: `anonymous`
 * for fetch() and for elements with `crossorigin`, `credentials` for plain script elements.
 */
export function preconnect(origins: readonly string[], mode: 'anonymous' | 'credentials'): string {
  const attribute = mode === 'anonymous' ? ' crossorigin' : '';
  return origins.map((origin) => `<link rel="preconnect" href="${origin}"${attribute}>`).join('\n');
}
