import { config } from '#lib/config/config.ts'
import { formatDate } from '#lib/i18n/formats.ts'
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { writeCalendar } from '#lib/reminders/icalendar.ts'
import { viewFeed } from '#lib/reminders/view-feed.ts'
import { currentActor } from '#lib/web/current-actor.ts'

/** An officer's duties for the calendar they subscribed with: reference, duty, law, date, link. A wrong or revoked address is not found. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  const found = await viewFeed(await currentActor(), token.replace(/\.ics$/, ''))
  if (!found.ok) return new Response(null, { status: 404 })
  const { duties, now } = found.value
  const locale = isLocale(found.value.locale) ? found.value.locale : defaultLocale
  const [say, history] = [createTranslator(locale, 'law'), createTranslator(locale, 'history')]
  const { origin } = config()
  const entries = duties.map(({ ref, matter, duty, rule, dueOn, safeOn, confirmed }) => {
    const law = history(`rules.${rule.replaceAll('.', '_')}`)
    const words = { ref, duty: history(`duty.${duty}`), law, safe: formatDate(locale, safeOn) }
    return {
      uid: `${matter}.${duty}.${rule}@${new URL(origin).hostname}`,
      on: dueOn,
      summary: say('feed.summary', words),
      description: say(confirmed ? 'feed.description' : 'feed.description-unconfirmed', words),
      url: `${origin}/admin/requests/${ref}`,
    }
  })
  return new Response(writeCalendar(say('feed.name'), entries, now), {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="duties.ics"' },
  })
}
