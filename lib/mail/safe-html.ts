const shown = ['p', 'a', 'h1', 'h2', 'h3', 'ul', 'ol', 'li', 'strong', 'em', 'b', 'i', 'br']
const silent = /<(script|style|head|title|template|noscript|svg|math|iframe|object)\b[\s\S]*?(?:<\/\1\s*>|$)/gi
const doctype = /<!doctype\b[^>]*>/gi
const token = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>|<|[^<]+/gi

/**
 * HTML that a page may show as it is, from HTML nobody can trust. Nothing of the input is passed through: what comes out is made of the
 * tags above without attributes, links to http(s) with their address and nothing else, and escaped text. So it cannot matter how a browser
 * would have read what went in: no script, style, image, form or frame can come out, and every tag that opens also closes.
 */
export function safeHtml(html: string): string {
  const open: string[] = []
  let out = ''
  const close = () => {
    out += `</${open.pop()}>`
  }
  for (const [whole, slash, name = '', attributes = ''] of html
    .replace(doctype, '')
    .replace(silent, '')
    .matchAll(token)) {
    const tag = name.toLowerCase()
    if (whole.startsWith('<!--')) continue
    if (tag === '') out += escapeText(whole)
    else if (!shown.includes(tag)) continue
    else if (tag === 'br') out += '<br>'
    else if (slash) {
      if (open.includes(tag)) for (let last = ''; last !== tag; close()) last = open.at(-1) ?? tag
    } else {
      out += tag === 'a' ? openLink(attributes) : `<${tag}>`
      open.push(tag)
    }
  }
  while (open.length > 0) close()
  return out
}

const openLink = (attributes: string): string => {
  const [, quoted, single] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? []
  const href = decode(quoted ?? single ?? '')
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) return '<a>'
  return `<a href="${escapeText(url.href)}" rel="noopener noreferrer">`
}

/** Enough for an address in an attribute; whatever else stands there fails to be an http address. */
const decode = (text: string) =>
  text.replace(/&(amp|quot|#39|lt|gt);/g, (_, name: string) => plain[name as keyof typeof plain])

const plain = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' }

const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i

/** Entities stay what they are: as text they can only ever be text. */
const escapeText = (text: string): string =>
  text
    .split(new RegExp(`(${entity.source})`, 'i'))
    .map(part =>
      entity.test(part) && part.startsWith('&') ? part : part.replace(/[&<>"']/g, sign => marks[sign] ?? ''),
    )
    .join('')

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
