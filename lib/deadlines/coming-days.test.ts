import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { comingDays } from './coming-days.ts'

const calendar = makeCalendar({
  region: 'X',
  weekend: [6, 7],
  holidays: ['2026-01-01', { date: '2026-05-01', name: 'May Day' }, '2028-04-30', '2028-05-01'],
  extra_working_days: ['2026-05-09'],
})

it('the admin sees the holidays and make-up days of the coming 24 months, in their order', () => {
  const seen = comingDays(calendar, Temporal.PlainDate.from('2026-05-01'))
  expect(seen).toEqual([
    { date: '2026-05-01', kind: 'holiday', name: 'May Day' },
    { date: '2026-05-09', kind: 'working-day', name: '' },
    { date: '2028-04-30', kind: 'holiday', name: '' },
  ])
})

it('a shorter look ahead ends sooner', () => {
  expect(comingDays(calendar, Temporal.PlainDate.from('2026-01-01'), 4)).toHaveLength(1)
})
