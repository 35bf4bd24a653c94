/** Values read back from the page by the letter of HTML, and nothing of the writer's own code, so that the two can disagree. */
export const readHtmlValues = (html: string): { pointer: string; label: string; text: string }[] =>
  [
    ...html.matchAll(
      /<div><dt><bdi>([^<]*)<\/bdi> <a [^<>]*>[^<]*<\/a><\/dt><dd data-p="([^"<>]*)"[^<>]*><bdi>([^<>]*)<\/bdi><\/dd><\/div>/g,
    ),
  ].map(([, label = '', pointer = '', text = '']) => ({
    pointer: unescaped(decoded(pointer)),
    label: decoded(label),
    text: decoded(text),
  }))

const named: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** A parser makes line feeds of bare carriage returns before it reads references. */
const decoded = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name?: string) =>
      code ? String.fromCodePoint(Number(code)) : (named[name!] ?? ''),
    )

const unescaped = (text: string): string =>
  text.replaceAll(/‹U\+([0-9A-F]{4,6})›/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
