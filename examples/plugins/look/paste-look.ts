// The values of Twilio's Paste design tokens that the example plugins use, as custom properties of one class.
// Values, not the package: a plugin's bundle should not carry a design system for a panel.

export const PASTE_LOOK = `
.paste-look {
  --text: #121c2d; --text-weak: #606b85; --text-link: #0263e0; --text-inverse: #fff;
  --body: #fff; --surface: #f4f4f6; --surface-weak: #f9f9fa; --row-hover: #f4f9ff;
  --border: #8891aa; --border-weak: #cacdd8; --border-weaker: #e1e3ea;
  --primary: #0263e0; --primary-strong: #001489; --primary-weakest: #ebf4ff;
  --success: #0e7c3a; --success-weakest: #edfdf3; --success-border: #d1fae0;
  --warning: #8d3118; --warning-weakest: #fef5ee; --warning-border: #fddcc4;
  --error: #ad1111; --error-weakest: #fef5f5; --error-border: #fccfcf;
  --new: #6d2ed1; --new-weakest: #faf7fd; --new-border: #e7dcfa;
  --focus: 0 0 0 4px rgba(2, 99, 224, .4);
  box-sizing: border-box; color: var(--text); font-size: 14px; line-height: 20px;
  font-family: 'Inter var', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
.paste-look *, .paste-look *::before { box-sizing: border-box; }
.paste-look h2, .paste-look h3, .paste-look p, .paste-look ul, .paste-look dl, .paste-look dd { margin: 0; padding: 0; }
.paste-look ul { list-style: none; }
.paste-look button, .paste-look input, .paste-look select, .paste-look textarea { font: inherit; color: inherit; }
.paste-look :focus { outline: none; }
.paste-look :focus-visible { box-shadow: var(--focus); }
.paste-look input, .paste-look select, .paste-look textarea {
  border: 1px solid var(--border); border-radius: 4px; background: var(--body); padding: 7px 11px;
}
.paste-look select {
  appearance: none; padding-right: 32px; cursor: pointer;
  background: var(--body) url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16' fill='none' stroke='%23606b85' stroke-width='1.5'%3E%3Cpath d='m4 6 4 4 4-4'/%3E%3C/svg%3E") no-repeat right 10px center;
}
.paste-look input:hover, .paste-look select:hover, .paste-look textarea:hover { border-color: var(--primary); }
.paste-look ::placeholder { color: var(--text-weak); opacity: 1; }
.paste-look .button {
  border: 1px solid transparent; border-radius: 4px; padding: 7px 15px; font-weight: 600; cursor: pointer;
}
.paste-look .button.primary { background: var(--primary); color: var(--text-inverse); }
.paste-look .button.primary:hover { background: var(--primary-strong); }
.paste-look .button.primary:disabled { background: var(--border-weaker); color: var(--text-weak); cursor: not-allowed; }
.paste-look .button.link { background: none; border: 0; padding: 0; color: var(--text-link); font-weight: 400; text-decoration: underline; }
.paste-look .button.link:hover { text-decoration: none; }
.paste-look .badge {
  display: inline-flex; align-items: center; border-radius: 4px; padding: 1px 7px; border: 1px solid;
  font-size: 12px; line-height: 16px; font-weight: 600; white-space: nowrap;
}
.paste-look .badge.success { color: var(--success); background: var(--success-weakest); border-color: var(--success-border); }
.paste-look .badge.warning { color: var(--warning); background: var(--warning-weakest); border-color: var(--warning-border); }
.paste-look .badge.error { color: var(--error); background: var(--error-weakest); border-color: var(--error-border); }
.paste-look .badge.new { color: var(--new); background: var(--new-weakest); border-color: var(--new-border); }
.paste-look .badge.neutral { color: var(--text-weak); background: var(--surface); border-color: var(--border-weaker); }
.paste-look .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
