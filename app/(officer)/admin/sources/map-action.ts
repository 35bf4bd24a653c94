'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { describeWhat } from '#lib/sources/describe.ts'
import type { MapProblem } from '#lib/sources/map-problem.ts'
import { setSource } from '#lib/sources/set-source.ts'
import { viewMapProblems } from '#lib/sources/view-map.ts'
import { act } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** What the form shows after a refusal: what is wrong with the map, line by line, and the text that the lines count in. */
export type MapState = { spoken: SpokenState; title: string; problems: string[]; text: string } | null

const most = 40

/** Connects a source, or gives it a new map: the file where one was chosen, else the text. */
export async function setMap(_previous: MapState, form: FormData): Promise<MapState> {
  const file = form.get('file')
  const chosen = file instanceof File && file.size > 0 ? await file.text() : undefined
  const map = (chosen ?? String(form.get('map') ?? '')).replaceAll('\r\n', '\n')
  const key = String(form.get('key') ?? '')
  const raw = { key, connectionVariable: String(form.get('connectionVariable') ?? ''), map }
  const state = await act(form, setSource, raw, () => redirect('/admin/sources?done=map'))
  const spoken = await speak(state)
  if (!state?.fields.map) return { spoken, title: '', problems: [], text: map }
  const found = await viewMapProblems(await currentActor(), { key, map })
  const t = await getTranslations('health.map')
  const own = found.ok ? found.value : []
  return {
    ...{ spoken, text: map },
    title: t('problems', { count: Math.max(1, own.length) }),
    problems: own.length > 0 ? await say(own, `${key}.yml`) : [t('kinds')],
  }
}

async function say(problems: readonly MapProblem[], file: string): Promise<string[]> {
  const t = await getTranslations('health.map')
  const words = await getTranslations('sources')
  const shown = problems.slice(0, most).map(one => {
    const problem = describeWhat(words as never, one)
    const { line, column } = one
    return one.file === file
      ? t('line', { line: String(line), column: String(column), problem })
      : t('other-file', { file: one.file, line: String(line), problem })
  })
  return problems.length > most ? [...shown, t('more', { count: problems.length - most })] : shown
}
