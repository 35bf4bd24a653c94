import { localeFacts } from '#lib/i18n/locales.ts'
import type { PackageHead } from './content.ts'
import { isHeldBack, placeWords } from './coverage-words.ts'
import { writeCertificate } from './html-certificate.ts'
import { writeReceived } from './html-received.ts'
import { policy, style } from './html-style.ts'
import { foreign, points, section, terms, words } from './html-text.ts'
import { rightsWords } from './rights-words.ts'
import { dateWords, instantWords, languageOf, outcomeOf } from './words.ts'
import type { Translate } from './writer.ts'

/** Everything before the groups: the answer and how complete it is, whose it is, where what stands, and the person's rights. */
export const openPage = (head: PackageHead, t: Translate): string => {
  const { tag, dir } = localeFacts[languageOf(head.locale)]
  const title = `${t('cover.title')} ${head.ref}`
  return [
    `<!DOCTYPE html>\n<html lang="${tag}" dir="${dir}">\n<head>\n<meta charset="utf-8">\n`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n',
    `<meta name="robots" content="noindex">\n<title>${words(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n`,
    `<a class="skip" href="#content">${words(t('html.skip'))}</a>\n`,
    `<header>\n<p class="soft">${foreign(head.organisation.name)}</p>\n<h1>${words(t('cover.title'))}</h1>\n`,
    `<p>${words(t('cover.subtitle', { organisation: head.organisation.name }))}</p>\n</header>\n<main id="content">\n`,
    answer(head, t),
    writeCertificate(head, t),
    section('about', t('html.about'), terms(about(head, t))),
    contents(head, t),
    writeReceived(head, t),
    writeRights(head, t),
  ].join('')
}

/** Art. 15(1) GDPR: confirmation whether or not data is processed, also when it is "nothing". */
const answer = (head: PackageHead, t: Translate): string => {
  const outcome = outcomeOf(head)
  const text = t(`answer.${outcome}.text`, { organisation: head.organisation.name, address: head.address })
  const partly = outcome === 'data' && head.coverage.some(isHeldBack)
  const said = [text, ...(partly ? [t('answer.partly')] : [])].map(one => `<p>${words(one)}</p>\n`)
  const warning = head.complete ? '' : `<p class="warn">${words(t('coverage.incomplete'))}</p>\n`
  return `<div class="box"><h2>${words(t(`answer.${outcome}.title`))}</h2>\n${said.join('')}${warning}</div>\n`
}

const about = (head: PackageHead, t: Translate): [string, string][] => {
  const { organisation, locale } = head
  return [
    [t('cover.person'), foreign(head.address)],
    [t('cover.reference'), foreign(head.ref)],
    [t('cover.received'), words(instantWords(head.receivedAt, organisation.zone, locale))],
    [t('cover.due'), words(dateWords(head.dueDate, locale))],
    [t('cover.prepared'), words(instantWords(head.preparedAt, organisation.zone, locale))],
    [t('cover.law'), words(head.regimes.map(code => t('regime', { code })).join('\n'))],
    [t('cover.controller'), foreign(`${organisation.name}\n${organisation.address}`)],
    [t('cover.contact'), foreign(organisation.contact)],
  ]
}

/** The place of a group in the page; the groups come in the order of the coverage. */
export const anchorOf = (head: PackageHead, group: { dataset: string; collection: string }): string =>
  `g${head.coverage.findIndex(row => row.dataset === group.dataset && row.collection === group.collection)}`

const contents = (head: PackageHead, t: Translate): string => {
  const found = head.coverage.filter(({ result }) => result === 'found')
  const links = [
    ['complete', t('coverage.title')],
    ['received', t('received.title')],
    ['rights', t('rights.title')],
    ...found.map(row => [anchorOf(head, row), placeWords(row, head.locale)]),
    ['closing', t('closing.title')],
  ].map(([id = '', name = '']) => `<li><a href="#${id}">${words(name)}</a></li>`)
  const list = `<ol>${links.join('\n')}</ol>\n<p class="soft">${words(t('html.search'))}</p>\n`
  return `<nav id="contents" aria-labelledby="contents-title">\n<h2 id="contents-title">${words(t('html.contents'))}</h2>\n${list}</nav>\n`
}

const writeRights = (head: PackageHead, t: Translate): string => {
  const { text, lists, complaint, title } = rightsWords(head, t)
  const content = [
    `<p>${words(text)}</p>\n`,
    ...lists.map(({ title, items }) => `${title ? `<h3>${words(title)}</h3>\n` : ''}${points(items.map(words))}`),
    `<h3>${words(title)}</h3>\n`,
    ...complaint.map(one => `<p>${words(one)}</p>\n`),
  ]
  return section('rights', t('rights.title'), content.join(''))
}
