import { view } from '#lib/kernel/view.ts'
import { problemsOf } from './join-sources.ts'
import type { MapProblem } from './map-problem.ts'
import { readSources } from './store.ts'

/** The map of one source and the variable that names its address, for the admin who changes them. */
export const viewMap = view({
  permission: 'source:set',
  async run({ tx }, key: string): Promise<{ kind: string; connectionVariable: string; map: string } | undefined> {
    const found = (await readSources(tx)).find(one => one.key === key)
    return found && { kind: found.kind, connectionVariable: found.connectionVariable, map: found.map }
  },
})

/** What is wrong with a map before it is set, by line: in itself, and among the other maps, which refer to it. Keeps nothing. */
export const viewMapProblems = view({
  permission: 'source:set',
  async run({ tx }, { key, map }: { key: string; map: string }): Promise<MapProblem[]> {
    const others = (await readSources(tx)).filter(one => one.key !== key)
    return problemsOf([...others, { key, map }])
  },
})
