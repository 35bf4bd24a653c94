import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { HistoryEvent } from '#lib/history/events.ts'
import en from '#lib/i18n/messages/en/dialogue.json' with { type: 'json' }
import { storyOf } from './story-of.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-23T10:00:00Z').add({ minutes: minute })
const told = (...events: object[]) => events.map((event, minute) => ({ at: at(minute), event: event as HistoryEvent }))

test('a person is told what happened, the latest first, and nothing of what concerns the desk alone', () => {
  const story = storyOf(
    told(
      { type: 'request-submitted', channel: 'phone' },
      { type: 'link-sent' },
      { type: 'address-proved' },
      { type: 'request-assigned', to: 'an-id' },
      { type: 'clarification-asked' },
      { type: 'clarification-answered', ending: 'declined' },
      { type: 'package-discarded', package: 'an-id' },
      { type: 'message-written', side: 'team' },
    ),
  )
  expect(story.map(({ says }) => says)).toEqual(['team-wrote', 'question-declined', 'question', 'proved', 'taken-in'])
  expect(story[0]?.at.toString()).toBe(at(7).toString())
})

test('every chapter has its sentence, and no sentence lacks its chapter', () => {
  const source = readFileSync(new URL('story-of.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/(?:: |\? |return )'([a-z-]+)'/g)].map(([, code]) => code!)
  const endings = ['question-answered', 'question-declined', 'question-unanswered']
  const named = new Set([...codes, ...endings].filter(code => code in en.story))
  expect([...named].sort()).toEqual(Object.keys(en.story).sort())
})
