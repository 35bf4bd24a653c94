import { type MentionKind, mentionKinds } from './find-mentions.ts'

/** Somebody in a copy: the number that becomes a letter, and who it may be. */
export type Numbered = { person: number; owner: string }

type Group = { owners: Set<string>; person: number; first: number }

const surest = (kind: MentionKind) => mentionKinds.indexOf(kind)

/**
 * Gives every mention its person, the same one wherever they are given away: addresses and numbers first, because a name may be several people's. Who had a
 * number in this copy keeps it; the others are counted on in the order in which they first appear.
 */
export function numberPersons(
  found: readonly { kind: MentionKind; owners: readonly string[] }[],
  before: ReadonlyMap<string, number> = new Map(),
): Numbered[] {
  const groups: Group[] = []
  const of = new Array<Group>(found.length)
  const order = found.map((_, index) => index).sort((a, b) => surest(found[a]!.kind) - surest(found[b]!.kind) || a - b)
  for (const index of order) {
    const { owners } = found[index]!
    const group = groups.find(one => owners.some(owner => one.owners.has(owner)))
    if (group) {
      const both = owners.filter(owner => group.owners.has(owner))
      group.owners = new Set(both)
      group.first = Math.min(group.first, index)
      of[index] = group
    } else {
      const known = owners.flatMap(owner => before.get(owner) ?? [])[0] ?? 0
      of[index] = { owners: new Set(owners), person: known, first: index }
      groups.push(of[index])
    }
  }
  let next = Math.max(0, ...before.values())
  for (const group of [...groups].sort((a, b) => a.first - b.first)) if (group.person === 0) group.person = ++next
  return of.map(({ person, owners }) => ({ person, owner: [...owners].sort()[0]! }))
}
