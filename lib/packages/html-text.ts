import { safeText } from './pdf-escape.ts'

const entities: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make a line feed of it (HTML, 13.2.3.5).
  '\r': '&#13;',
}

const escaped = (text: string): string => safeText(text).replace(/[&<>"\r]/g, character => entities[character] ?? '')

/** Our own words, or a value in an attribute. */
export const words = escaped

/** What somebody wrote: kept apart from the direction of the text around it (HTML, bdi). */
export const foreign = (text: string): string => `<bdi>${escaped(text)}</bdi>`

/** Terms and what belongs to them, already written as HTML. */
export const terms = (rows: [string, string][]): string =>
  `<dl>${rows.map(([term, said]) => `<div><dt>${words(term)}</dt><dd>${said}</dd></div>`).join('')}</dl>\n`

export const points = (items: string[]): string => `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>\n`

export const section = (id: string, title: string, content: string): string =>
  `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${words(title)}</h2>\n${content}</section>\n`
