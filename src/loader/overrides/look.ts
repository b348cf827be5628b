// How the consent screen and the banner look.

export const CONSENT_LOOK = `
dialog { width: min(560px, calc(100vw - 32px)); padding: 24px; border-top: 4px solid var(--error-strong); }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; margin-bottom: 8px; }
ul { margin: 16px 0; display: grid; gap: 8px; }
li { border: 1px solid var(--error-border); border-radius: 8px; background: var(--error-weakest); padding: 12px 16px; }
li h2 { font-weight: 600; }
li code { display: block; margin: 4px 0 8px; color: var(--error); font-size: 13px; line-height: 20px; }
.weak { color: var(--text-weak); }
.problem { color: var(--error); font-weight: 600; }
.problem:not(:empty) { margin-top: 12px; }
.actions { display: flex; justify-content: flex-end; gap: 12px; margin-top: 24px; }
`;

export const BANNER_LOOK = `
:host { position: fixed; z-index: 2147483647; left: 50%; bottom: 16px; transform: translateX(-50%); max-width: calc(100vw - 32px); }
.bar {
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 10px 12px 10px 16px; border-radius: 8px;
  background: var(--new-weakest); border: 1px solid var(--new-border); border-left: 4px solid var(--new);
  box-shadow: 0 4px 16px rgba(18, 28, 45, .2);
}
.bar.failed { background: var(--error-weakest); border-color: var(--error-border); border-left-color: var(--error-strong); }
.text strong { font-weight: 600; }
.text code { color: var(--text-weak); }
.bar .problem { flex-basis: 100%; color: var(--error); }
.bar .problem:empty { display: none; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-left: auto; }
.fall-back { display: contents; }
`;
