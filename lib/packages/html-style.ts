import { createHash } from 'node:crypto'

/** The only style there is. Colours keep 4.5 to 1 in both schemes (WCAG 1.4.3). */
export const style = `
:root{color-scheme:light dark;--ink:#171c24;--soft:#4a535f;--paper:#fff;--tint:#f1f4f6;--line:#c9d0d7;--accent:#0d4a6b;--warn:#8f330a}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#aab4bf;--paper:#14181d;--tint:#1e242b;--line:#3a444f;--accent:#8cc8ea;--warn:#f2a27c}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,"Noto Sans","Noto Sans Arabic","Noto Sans Hebrew","Noto Sans Devanagari","Noto Sans SC",sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0 auto;max-width:52rem;padding:1rem 1rem 4rem;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.4rem;line-height:1.3;margin:2.5rem 0 .5rem;color:var(--accent)}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
summary h3{margin:0;display:inline}
h4{font-size:1rem;margin:1.25rem 0 .25rem}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-100rem}
.skip:focus{position:static}
.soft,.w,small{color:var(--soft)}
small{font-size:.875em}
.h,.warn{color:var(--warn)}
.warn{font-weight:600}
.box{border-inline-start:4px solid var(--accent);background:var(--tint);padding:.75rem 1rem;margin:1rem 0}
.box h2{margin:0;font-size:1.15rem;color:inherit}
dl{margin:.5rem 0}
dl>div{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;padding:.35rem 0;border-top:1px solid var(--line)}
dt{color:var(--soft);font-size:.9375rem}
dt a{font-size:.8125rem;white-space:nowrap;padding:.25rem}
dd{margin:0;white-space:pre-wrap;min-width:0}
details{margin:.75rem 0}
.record{border:1px solid var(--line);border-radius:.25rem;padding:.5rem .75rem}
.why{background:var(--tint);padding:.25rem .75rem;margin:.5rem 0 0}
.why>summary{color:var(--accent);font-size:.9375rem}
summary{cursor:pointer;padding:.375rem 0}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th{overflow-wrap:break-word}
.n{text-align:end;font-variant-numeric:tabular-nums}
ol,ul{padding-inline-start:1.5rem}
li{margin:.25rem 0}
@media (max-width:34rem){dl>div{grid-template-columns:1fr}table,tbody,tr,td{display:block}thead{position:absolute;inset-inline-start:-100rem}td{border:0;padding:.1rem 0}tr{border-bottom:1px solid var(--line);padding:.5rem 0}.n{text-align:start}}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--tint:#fff;--line:#999;--accent:#000;--warn:#000}body{max-width:none}dt a,.skip{display:none}.record{break-inside:auto}dl>div,tr{break-inside:avoid}h2,h3,summary{break-after:avoid}}
`

/** Nothing may be fetched or run: the page's own style is named by its hash, everything else is refused by the browser. */
export const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`
