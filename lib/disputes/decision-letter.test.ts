import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { proved } from '#lib/requests/clock-for-tests.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { done } from '#lib/requests/lives-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { requestInReview } from '#lib/requests/request-for-tests.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { acknowledgeDispute } from './acknowledge-dispute.ts'
import { decideDispute } from './decide-dispute.ts'
import { raiseDispute } from './raise-dispute.ts'
import { viewOwnDisputes } from './view-own-disputes.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'
const text = 'You left out everything before 2024.'

type Person = Parameters<typeof viewOwnRequest>[0]
const disputeOf = async (person: Person, ref: string) => done(await viewOwnDisputes(person, ref)).disputes[0]!.id
/** The last letter as it was kept, in both languages. */
const lastLetter = async (person: Person, ref: string) => {
  const { letter, said } = done(await viewOwnRequest(person, ref)).letters.at(-1)!
  expect(letter.kind).toBe('dispute-decided')
  return { en: JSON.stringify(said.en), de: JSON.stringify(said.de) }
}

describe('the letter that decides', () => {
  it('an appeal under Virginia’s law names its Attorney General, not the authority at our seat, and no second appeal', async () => {
    const { ref, person } = await requestInReview()
    done(await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason }))
    done(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason }))
    done(await raiseDispute(person, { ref, kind: 'appeal', text }))
    const second = await employ('officer', 'Another officer')
    const dispute = await disputeOf(person, ref)
    done(await decideDispute(second, { ref, dispute, outcome: 'denied', reason }))
    const letter = await lastLetter(person, ref)
    for (const said of Object.values(letter)) {
      expect(said).toContain('Attorney General')
      expect(said).not.toContain('Data Protection Commission')
    }
    expect(letter.en).not.toContain('You can appeal to us')
  })

  it('a complaint under the law of the United Kingdom sends nobody back to complain to us about it', async () => {
    const { ref, person } = await proved('GB')
    done(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason }))
    done(await raiseDispute(person, { ref, kind: 'complaint', text }))
    const dispute = await disputeOf(person, ref)
    done(await acknowledgeDispute(desk.officer, { ref, dispute }))
    done(await decideDispute(desk.officer, { ref, dispute, outcome: 'not-upheld', reason }))
    const letter = await lastLetter(person, ref)
    expect(letter.en).toContain('You can complain to the Information Commissioner')
    expect(letter.en).not.toContain('You can complain to us first')
  })

  it('a complaint under the GDPR names the authority where the person lives, too (Art. 77)', async () => {
    const { ref, person } = await proved('GB')
    await desk.peek.query(
      `select set_config('dossier.tx', 'test', false); update dossier.request set country = 'FR' where ref = '${ref}'`,
    )
    done(await raiseDispute(person, { ref, kind: 'complaint', text }))
    const dispute = await disputeOf(person, ref)
    done(await acknowledgeDispute(desk.officer, { ref, dispute }))
    done(await decideDispute(desk.officer, { ref, dispute, outcome: 'not-upheld', reason }))
    expect((await lastLetter(person, ref)).en).toContain('Commission nationale de l’informatique')
  })
})
