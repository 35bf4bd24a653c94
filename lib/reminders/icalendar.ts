import type { Temporal } from 'temporal-polyfill'

/** One all-day entry. `uid` stays the same while the entry does, so that a moved date moves the entry and makes no second one. */
export type Entry = { uid: string; on: Temporal.PlainDate; summary: string; description: string; url: string }

/**
 * A calendar as RFC 5545 wants it: CRLF, lines of at most 75 octets, texts escaped, every entry stamped. Entries take no time of
 * anybody's day (TRANSPARENT) and sound no alarm: the portal's own reminders do that once.
 */
export function writeCalendar(name: string, entries: readonly Entry[], now: Temporal.Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dossier//Duties//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(entry => entryLines(entry, now)),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${fold(line)}\r\n`).join('')
}

const entryLines = ({ uid, on, summary, description, url }: Entry, now: Temporal.Instant): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(uid)}`,
  `DTSTAMP:${now.round('second').toString().replace(/[-:]/g, '')}`,
  `DTSTART;VALUE=DATE:${plain(on)}`,
  // The end is not part of it (RFC 5545, 3.6.1).
  `DTEND;VALUE=DATE:${plain(on.add({ days: 1 }))}`,
  `SUMMARY:${escapeText(summary)}`,
  `DESCRIPTION:${escapeText(description)}`,
  `URL:${url}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
]

const plain = (day: Temporal.PlainDate) => day.toString().replaceAll('-', '')

/** TEXT (RFC 5545, 3.3.11). */
const escapeText = (text: string): string => text.replace(/[\\;,]/g, match => `\\${match}`).replace(/\r?\n/g, '\\n')

/** Lines longer than 75 octets go on after CRLF and a space; a character is never cut (RFC 5545, 3.1). */
function fold(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ''
      // The space that continues the line counts.
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
