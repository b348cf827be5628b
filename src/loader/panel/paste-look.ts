// The values of Twilio's Paste design tokens that the panel, the banner and the consent screen use.

export const PASTE_LOOK = `
:host { all: initial; }
:host, :host * {
  --text: #121c2d; --text-weak: #606b85; --text-inverse: #fff; --link: #0263e0;
  --body: #fff; --surface: #f4f4f6; --surface-weak: #f9f9fa;
  --border: #8891aa; --border-weak: #cacdd8; --border-weaker: #e1e3ea;
  --primary: #0263e0; --primary-strong: #001489; --primary-weakest: #ebf4ff; --primary-weak: #99cdff;
  --success: #0e7c3a; --success-weakest: #edfdf3; --success-border: #a4f4c0;
  --warning: #8d3118; --warning-weakest: #fef5ee; --warning-border: #fdc7a4;
  --error: #ad1111; --error-strong: #d61f1f; --error-weakest: #fef5f5; --error-border: #f9b1b1;
  --new: #6d2ed1; --new-weakest: #faf7fd; --new-border: #cfb8f5;
  --focus: 0 0 0 4px rgba(2, 99, 224, .4);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
  box-sizing: border-box;
}
.look {
  color: var(--text); font: 400 14px/20px 'Inter var', Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-font-smoothing: antialiased;
}
:where(.look :is(h1, h2, p, ul, table, th, td)) { margin: 0; padding: 0; font: inherit; text-align: start; }
:where(.look ul) { list-style: none; }
:where(.look code) { font: 12px/16px var(--mono); overflow-wrap: anywhere; }
.look button {
  font: inherit; font-weight: 600; color: var(--text); background: var(--body); cursor: pointer;
  border: 1px solid var(--border-weak); border-radius: 4px; padding: 7px 11px; white-space: nowrap;
}
.look button:hover { border-color: var(--primary); color: var(--primary-strong); }
.look button:focus-visible, .look [tabindex]:focus-visible { outline: none; box-shadow: var(--focus); }
.look button:disabled { background: var(--surface); border-color: var(--border-weaker); color: var(--text-weak); cursor: not-allowed; }
.look button.primary { background: var(--primary); border-color: var(--primary); color: var(--text-inverse); }
.look button.primary:hover:enabled { background: var(--primary-strong); border-color: var(--primary-strong); }
.look button.primary:disabled { background: var(--border-weaker); border-color: var(--border-weaker); color: var(--text-weak); }
.look button.danger { background: var(--error-strong); border-color: var(--error-strong); color: var(--text-inverse); }
.look button.danger:hover:enabled { background: var(--error); border-color: var(--error); }
.look button.danger:disabled { background: var(--error-border); border-color: var(--error-border); color: var(--text-inverse); }
.look button.small { padding: 3px 9px; font-size: 12px; line-height: 16px; }
.look .badge {
  display: inline-block; border: 1px solid; border-radius: 4px; padding: 1px 7px;
  font-size: 12px; line-height: 16px; font-weight: 600; white-space: nowrap;
}
.look .badge.success { color: var(--success); background: var(--success-weakest); border-color: var(--success-border); }
.look .badge.warning { color: var(--warning); background: var(--warning-weakest); border-color: var(--warning-border); }
.look .badge.error { color: var(--error); background: var(--error-weakest); border-color: var(--error-border); }
.look .badge.new { color: var(--new); background: var(--new-weakest); border-color: var(--new-border); }
.look .badge.neutral { color: var(--text-weak); background: var(--surface); border-color: var(--border-weaker); }
:where(.look dialog) {
  color: var(--text); background: var(--body); border: 0; border-radius: 8px; padding: 0;
  box-shadow: 0 16px 24px rgba(18, 28, 45, .16), 0 0 0 1px rgba(18, 28, 45, .06); max-width: none; max-height: none;
}
dialog::backdrop { background: rgba(18, 28, 45, .5); }
@media (prefers-reduced-motion: no-preference) { .look dialog[open] { animation: appear .16s ease-out; } }
@keyframes appear { from { opacity: 0; transform: translateY(8px); } }
`;
