import { Temporal } from 'temporal-polyfill'
import type { PerLanguage } from '#lib/notices/per-language.ts'
import { noticeVersions } from './fixed-rows.ts'

/** A paragraph, and from which version on it stands there. */
type Paragraph = PerLanguage & { from: number; until?: number }

const paragraphs: Paragraph[] = [
  {
    from: 1,
    en: '## What we collect\n\nWhen you send us a form we receive your name, your company and its address, your job title, your e-mail address and your telephone number. When you visit our site its server notes the page, the time, your browser and your network address.',
    de: '## Was wir erheben\n\nSchicken Sie uns ein Formular, erhalten wir Ihren Namen, Ihre Firma und deren Anschrift, Ihre Funktion, Ihre E-Mail-Adresse und Ihre Telefonnummer. Besuchen Sie unsere Website, vermerkt ihr Server die Seite, die Zeit, Ihren Browser und Ihre Netzadresse.',
  },
  {
    from: 1,
    en: '## What for\n\nTo do what you asked for, to tell you about our software, and to keep our site running. You can stop our mails at any time.',
    de: '## Wofür\n\nUm zu tun, worum Sie gebeten haben, um Sie über unsere Software zu unterrichten und um unsere Website zu betreiben. Unsere Mails können Sie jederzeit beenden.',
  },
  {
    from: 3,
    en: 'A program counts your forms and clicks and turns them into an interest score from 0 to 100. It decides in which order we call back, and nothing else.',
    de: 'Ein Programm zählt Ihre Formulare und Klicks und bildet daraus einen Interessenwert von 0 bis 100. Er bestimmt, in welcher Reihenfolge wir zurückrufen, und sonst nichts.',
  },
  {
    from: 1,
    until: 1,
    en: '## To whom we give it\n\nTo companies that work for us, as far as they need it.',
    de: '## An wen wir sie geben\n\nAn Unternehmen, die für uns arbeiten, soweit sie sie brauchen.',
  },
  {
    from: 2,
    en: '## To whom we give it\n\nTo Brightmere Mailworks GmbH, which sends our mails. To Vidsten Call Centre AB, which calls back for us. To Saltmarsh Lead Exchange, Inc., if you asked for an offer of its members. To Quayside Hosting DAC, on whose machines our site runs.',
    de: '## An wen wir sie geben\n\nAn die Brightmere Mailworks GmbH, die unsere Mails verschickt. An die Vidsten Call Centre AB, die für uns zurückruft. An die Saltmarsh Lead Exchange, Inc., wenn Sie um ein Angebot ihrer Mitglieder gebeten haben. An die Quayside Hosting DAC, auf deren Rechnern unsere Website läuft.',
  },
  {
    from: 1,
    en: '## How long\n\nForms for three years, our contacts until three years after you last wrote to us, server notes for ninety days.',
    de: '## Wie lange\n\nFormulare drei Jahre, unsere Kontakte bis drei Jahre nach Ihrer letzten Nachricht, Vermerke des Servers neunzig Tage.',
  },
  {
    from: 1,
    en: '## Your rights\n\nYou may see what we hold, have it corrected or erased, object to its use, take it with you, and complain to the Data Protection Commission. Ask in our portal; it takes two minutes.',
    de: '## Ihre Rechte\n\nSie dürfen sehen, was wir gespeichert haben, es berichtigen oder löschen lassen, der Nutzung widersprechen, es mitnehmen und sich bei der Data Protection Commission beschweren. Fragen Sie in unserem Portal; es dauert zwei Minuten.',
  },
]

const textOf = (version: number, language: keyof PerLanguage): string =>
  paragraphs
    .filter(({ from, until = 99 }) => from <= version && version <= until)
    .map(paragraph => paragraph[language])
    .join('\n\n')

const said = (language: string) => noticeVersions.filter(one => one.language === language)

/** The privacy notices of Heron & Quill, the oldest first: the same days and changes as in the demo's site. */
export const demoNotices = said('en').map(({ in_force_from, what_changed }, index) => ({
  effectiveOn: Temporal.Instant.from(in_force_from).toZonedDateTimeISO('Europe/Dublin').toPlainDate(),
  texts: { en: textOf(index + 1, 'en'), de: textOf(index + 1, 'de') },
  changes: { en: `${what_changed}.`, de: `${said('de')[index]!.what_changed}.` },
}))
