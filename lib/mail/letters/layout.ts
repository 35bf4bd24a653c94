/** What stands on the paper once it speaks a language: sentences, and links with their full address. */
export type Line = { text: string } | { text: string; address: string; looks: 'button' | 'link' }

export type Paper = {
  subject: string
  lang: string
  dir: 'ltr' | 'rtl'
  lines: readonly Line[]
  footer: readonly string[]
}

/** The plain part: what the HTML part says, no more and no less, each address on a line of its own. */
export const layText = ({ lines, footer }: Paper): string =>
  [
    ...lines.map(line => ('address' in line ? `${line.text}:\n${line.address}` : line.text)),
    ['-- ', ...footer].join('\n'),
  ].join('\n\n')

/**
 * The HTML part. No image, no style sheet, no font, nothing that a mail program would fetch: opening it tells nobody anything.
 * Addresses are also written out, for those who rightly do not click on a word.
 */
export const layHtml = ({ subject, lang, dir, lines, footer }: Paper): string =>
  `<!doctype html>
<html lang="${escapeHtml(lang)}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 Arial,Helvetica,sans-serif">
<div style="max-width:36em;margin:0 auto">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>
${lines.map(layLine).join('\n')}
<p style="margin:32px 0 0;font-size:14px">${footer.map(escapeHtml).join('<br>')}</p>
</div>
</body>
</html>
`

const paragraph = 'margin:0 0 16px'
const buttonStyle =
  'display:inline-block;padding:12px 20px;background:#1f4e5f;color:#ffffff;text-decoration:none;font-weight:bold'

const layLine = (line: Line): string => {
  if (!('address' in line)) return `<p style="${paragraph}">${escapeHtml(line.text)}</p>`
  const style = line.looks === 'button' ? ` style="${buttonStyle}"` : ''
  const href = escapeHtml(line.address)
  return `<p style="${paragraph}"><a href="${href}"${style}>${escapeHtml(line.text)}</a><br><span dir="ltr" style="font-size:14px;word-break:break-all">${href}</span></p>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? '')
