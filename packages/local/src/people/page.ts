import { createHash } from 'node:crypto';

/** Text that is HTML already; everything else is escaped when it is put into a page. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(value: Value): string {
  if (typeof value === 'string') {
    return value.replace(/[&<>"']/g, character => escapes[character] ?? '');
  }
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map(each => each.html).join('\n');
}

/** A template tag: html`<p>${text}</p>` escapes the text. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return { html: String.raw({ raw: strings }, ...values.map(render)) };
}

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --dim: #56606e; --page: #f6f7f9; --card: #ffffff; --line: #c3cad3; --act: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf1; --dim: #a8b3c0; --page: #14181d; --card: #1d232a; --line: #46505c; --act: #8cc2ff; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
main.narrow { max-width: 30rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; }
.dim { color: var(--dim); }
a { color: var(--act); }
ul { list-style: none; margin: 0 0 1rem; padding: 0; }
li { margin: 0 0 .5rem; }
button { display: block; width: 100%; padding: .75rem 1rem; font: inherit; text-align: left; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
button strong, button span { display: block; }
button:hover { border-color: var(--act); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
pre { margin: 0 0 1rem; padding: .75rem 1rem; overflow-x: auto; font: 14px/1.5 ui-monospace, monospace; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
th, td { padding: .375rem .75rem; text-align: left; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

export interface Page {
  readonly title: string;
  readonly narrow?: boolean;
  readonly body: Html;
}

export function renderPage({ title, narrow, body }: Page): string {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Paddock</title>
<style>${{ html: style }}</style>
</head>
<body>
<main${{ html: narrow ? ' class="narrow"' : '' }}>
${body}
</main>
</body>
</html>
`;
  return document.html;
}

/**
 * Headers of a page without scripts. `formTargets` are the origins that a form of the page may end up
 * at: browsers hold `form-action` against the redirects that follow a form too.
 */
export function pageHeaders(
  formTargets: readonly string[],
): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      `default-src 'none'`,
      `style-src 'sha256-${styleHash}'`,
      `form-action ${formTargets.join(' ') || `'none'`}`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`, which makes browsers send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}
