import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Temporal } from 'temporal-polyfill'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { formatDate } from '#lib/i18n/formats.ts'
import { type CalendarOnDesk, viewCalendar } from '#lib/law/view-calendar.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../form-words.ts'
import { here, type SearchParams } from '../../../../staff/here.ts'
import { seen } from '../../../../staff/seen.ts'
import { StaffForm } from '../../../../staff/staff-form.tsx'
import { confirmAction, setDayAction } from './action.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('law'))('calendar.title'),
})

const treatments = ['rest', 'work', 'as-published'] as const

/** The days of rest ahead as dates are counted with them: look, correct with a reason, confirm once a year. */
export default async function DaysPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, actor, { done }] = [await getTranslations('law.calendar'), await currentActor(), await searchParams]
  const found = await viewCalendar(actor, undefined)
  if (!found.ok && found.why === 'not-found') notFound()
  const calendar = seen(actor, found)
  const { time } = await here()
  return (
    <>
      <h1>{t('title')}</h1>
      {(done === 'confirmed' || done === 'set') && (
        <Notice tone="success" announce="status" title={t(`done.${done}`)} />
      )}
      <p>{t('lead', { seat: calendar.seat })}</p>
      {calendar.weak && (
        <Notice tone="warning">
          <p>{t('weak')}</p>
        </Notice>
      )}
      {calendar.current && calendar.confirmed ? (
        <p>{t('confirmed', { by: calendar.confirmed.by, at: time(calendar.confirmed.at) })}</p>
      ) : (
        <Notice tone="warning">
          <p>{t('missing')}</p>
        </Notice>
      )}
      <Days calendar={calendar} />
      {actor.kind === 'admin' && (
        <>
          <StaffForm
            action={confirmAction.bind(null, calendar.version)}
            label={t('confirm')}
            questions={[]}
            words={await formWords(t('confirm'))}
          />
          <Correct />
        </>
      )}
      <Said calendar={calendar} />
    </>
  )
}

const Days = async ({ calendar: { days, weekend } }: { calendar: CalendarOnDesk }) => {
  const t = await getTranslations('law.calendar')
  const { locale } = await here()
  const say = (iso: string) => formatDate(locale, Temporal.PlainDate.from(iso), 'long')
  // 2024 began on a Monday, which is day 1.
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const week = weekend.map(day => weekday.format(new Date(Date.UTC(2024, 0, day))))
  return (
    <>
      <p>{t('week', { days: week.join(', ') })}</p>
      <Table
        caption={t('title')}
        captionHidden
        columns={(['day', 'name', 'kind', 'by'] as const).map(key => ({ key, label: t(`columns.${key}`) }))}
        rows={days.map(({ date, name, kind, own }) => ({
          key: `${date} ${kind}`,
          cells: [
            <Time key="day" iso={date} text={say(date)} />,
            <bdi key="name">{name}</bdi>,
            t(`kinds.${kind}`),
            t(own ? 'own' : 'published'),
          ],
        }))}
      />
    </>
  )
}

const Correct = async () => {
  const t = await getTranslations('law.calendar')
  return (
    <section className="flow max-w-2xl">
      <h2>{t('set')}</h2>
      <StaffForm
        action={setDayAction}
        label={t('set')}
        questions={[
          { kind: 'date', name: 'day', label: t('day') },
          {
            kind: 'one-of',
            name: 'treatAs',
            label: t('treat-as'),
            choices: treatments.map(value => ({ value, label: t(`treats.${value}`) })),
          },
          { kind: 'text', name: 'name', label: t('name'), optional: t('optional') },
          { kind: 'area', name: 'reason', label: t('reason'), hint: t('reason-hint'), maxLength: 1000 },
        ]}
        words={await formWords(t('save'))}
      />
    </section>
  )
}

const Said = async ({ calendar: { said } }: { calendar: CalendarOnDesk }) => {
  const t = await getTranslations('law.calendar')
  const { day, time } = await here()
  return (
    <Sheet id="said" title={t('said')}>
      {said.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        <Table
          caption={t('said')}
          captionHidden
          columns={(['day', 'what', 'reason', 'by'] as const).map(key => ({ key, label: t(`said-columns.${key}`) }))}
          rows={said.map(one => ({
            key: `${one.day} ${one.at}`,
            cells: [
              <Time key="day" iso={one.day.toString()} text={day(one.day)} />,
              t(`treats.${one.treatAs as 'rest'}`),
              one.reason,
              <span key="by">
                <bdi>{one.by}</bdi>, {time(one.at)}
              </span>,
            ],
          }))}
        />
      )}
    </Sheet>
  )
}
