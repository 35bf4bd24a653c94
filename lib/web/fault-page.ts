import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseLocale } from '#lib/i18n/choose-locale.ts'
import { languageCookie, localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'

/**
 * Gives a failed page its words. When a page fails on the server, Next answers 500 with an empty body that only JavaScript can fill
 * (`<html id="__next_error__">…<body></body>`); people without it would look at nothing. The empty document is replaced by a small
 * page in the person's language, whatever its encoding. Everything else passes untouched. Called before the request is handled.
 */
export const sayFaultsInWords = (request: IncomingMessage, response: ServerResponse): void => {
  const { writeHead, write, end } = response
  let page: string | undefined

  const isFault = (status: number) =>
    status === 500 && String(response.getHeader('content-type') ?? '').startsWith('text/html')

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (!isFault(status)) return Reflect.apply(writeHead, response, [status, ...rest])
    page = faultPage(request, nonceOf(response))
    for (const name of ['content-encoding', 'transfer-encoding', 'etag', 'link']) response.removeHeader(name)
    response.setHeader('content-length', Buffer.byteLength(page))
    return Reflect.apply(writeHead, response, [status])
  }) as ServerResponse['writeHead']

  /** Node sends the head with the first byte of the body: it is settled here, before that byte. */
  const replaced = () => {
    if (!response.headersSent && isFault(response.statusCode)) response.writeHead(response.statusCode)
    return page !== undefined
  }

  response.write = ((...given: unknown[]) =>
    replaced() || Reflect.apply(write, response, given)) as ServerResponse['write']

  response.end = ((...given: unknown[]) => {
    if (!replaced()) return Reflect.apply(end, response, given)
    const done = given.find(argument => typeof argument === 'function')
    return Reflect.apply(end, response, [request.method === 'HEAD' ? undefined : page, done])
  }) as ServerResponse['end']
}

/** The nonce that the policy of this response already names, so that the page may bring its few styles. */
const nonceOf = (response: ServerResponse) =>
  /'nonce-([A-Za-z0-9+/=_-]+)'/.exec(String(response.getHeader('content-security-policy') ?? ''))?.[1]

const styles = `:root{color-scheme:light dark}body{margin:0 auto;max-width:40rem;padding:3rem 1rem;font:1.125rem/1.55 system-ui,sans-serif;background:#f4f5f1;color:#16212a}
h1{font:700 2rem/1.2 Charter,Georgia,serif}a{color:#0b5566}@media(prefers-color-scheme:dark){body{background:#10171c;color:#e9edef}a{color:#84cbd9}}`

/** No request data is in it: nothing to escape, nothing to leak. */
const faultPage = (request: IncomingMessage, nonce: string | undefined): string => {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=([a-z]+)`).exec(request.headers.cookie ?? '')?.[1]
  const locale = chooseLocale(chosen, request.headers['accept-language'])
  const t = createTranslator(locale, 'errors')
  return `<!doctype html>
<html lang="${localeFacts[locale].tag}" dir="${localeFacts[locale].dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg"><title>${t('fault.title')}</title>
${nonce ? `<style nonce="${nonce}">${styles}</style>` : ''}</head>
<body><main><h1>${t('fault.title')}</h1><p>${t('fault.kept')}</p><p><a href="/">${t('fault.home')}</a></p></main></body>
</html>
`
}
