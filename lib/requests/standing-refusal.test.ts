import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { RequestEvent } from '#lib/history/events.ts'
import { complaintGround } from './complaint-ground.ts'
import { standingRefusal } from './standing-refusal.ts'

const refused = { type: 'request-refused', ground: 'excessive', reason: 'c' } as const
const released = { type: 'package-released', package: 'p', expiresAt: '2026-12-23T10:00:00Z', complete: true } as const
const revoked = { type: 'release-revoked', package: 'p' } as const
const decided = (outcome: 'granted' | 'denied' | 'upheld') =>
  ({ type: 'dispute-decided', dispute: 'd', kind: 'appeal', outcome, reason: 'c' }) as const
const closed = { type: 'request-closed', outcome: 'fulfilled-part' } as const
const at = Temporal.Instant.from('2026-11-23T10:00:00Z')
const told = (events: readonly RequestEvent[]) =>
  events.map((event, version) => ({ version, at, actor: 'officer:o', event })) as never

describe('what stands refused', () => {
  it.each<[string, 'whole' | 'part' | undefined, readonly RequestEvent[]]>([
    ['a refusal is one of everything', 'whole', [refused]],
    ['a copy from which something was held back is one of a part', 'part', [{ ...released, withheld: 1 }]],
    ['so is a copy that is not complete', 'part', [{ ...released, complete: false }]],
    ['a full copy refuses nothing', undefined, [{ ...released, withheld: 0 }]],
    ['nor does a copy of which an older portal told no figure', undefined, [released]],
    ['a copy that was revoked answered nobody', undefined, [{ ...released, withheld: 1 }, revoked]],
    ['a granted appeal takes a refusal back', undefined, [refused, decided('granted')]],
    ['and one in part', undefined, [{ ...released, withheld: 1 }, decided('granted')]],
    ['a denied one leaves it', 'whole', [refused, decided('denied')]],
    ['so does a complaint, however it ends', 'part', [{ ...released, withheld: 1 }, decided('upheld')]],
    ['what follows the refusal does not matter', 'part', [{ ...released, withheld: 1 }, closed]],
    [
      'after a granted appeal the copy that came then counts',
      'part',
      [refused, decided('granted'), { ...released, withheld: 2 }],
    ],
    ['while nothing was decided nothing is refused', undefined, []],
  ])('%s', (_, extent, events) => {
    expect(standingRefusal(told(events))?.extent).toBe(extent)
  })
})

describe('what somebody takes to an authority', () => {
  const standing = { status: 'released', dueAt: at.add({ hours: 24 }), pausedSince: null } as const
  it.each<[string, ReturnType<typeof complaintGround>, readonly RequestEvent[]]>([
    ['a refusal', 'refused', [refused]],
    [
      'a copy from which something was held back, which is a refusal in part',
      'withheld',
      [{ ...released, withheld: 1 }],
    ],
    ['the graver of two: held back before not found', 'withheld', [{ ...released, complete: false, withheld: 1 }]],
    ['a copy that says of itself that it is not complete', 'incomplete', [{ ...released, complete: false }]],
    ['nothing after a full answer', null, [released]],
    ['nothing any more once their appeal was granted', null, [refused, decided('granted')]],
  ])('%s', (_, ground, events) => {
    expect(complaintGround(standing, told(events), at)).toBe(ground)
  })

  it('the day that passed, before what is missing', () => {
    const late = { ...standing, dueAt: at }
    expect(complaintGround(late, told([{ ...released, withheld: 1 }]), at)).toBe('late')
  })

  it('no day that passed while the clock stood still: nobody is late then', () => {
    const paused = { ...standing, dueAt: at, pausedSince: Temporal.PlainDate.from('2026-11-01') }
    expect(complaintGround({ ...paused, status: 'review' }, told([]), at)).toBe(null)
    expect(complaintGround(paused, told([released]), at)).toBe(null)
  })
})
