import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import type { Result } from '#lib/kernel/result.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { askFee } from './ask-fee.ts'
import { askQuestion } from './ask-question.ts'
import { assignRequest } from './assign-request.ts'
import { changeRegime } from './change-regime.ts'
import { closeRequest, outcomesOf } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { extendDeadline } from './extend-deadline.ts'
import { isOpenTo, type OfficerMove, officerMoves, whyShut } from './officer-moves.ts'
import { proposeDate } from './propose-date.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'
import { reportMisdirection } from './report-misdirection.ts'
import { askForCopy, buildPackageOf, finishSearch, prove, requestInReview, startSearch } from './request-for-tests.ts'
import { isOpen, type Status, statuses } from './status.ts'
import { withdrawRequest } from './withdraw-request.ts'
import { withholdValue } from './withhold-value.ts'
import { writeToPerson } from './write-to-person.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'The records of eleven systems must be told apart first.'

/** Brings a new request to a status, by the verbs that lead there. */
const arrive: { [status in Status]: () => Promise<string> } = {
  received: async () => (await askForCopy()).ref,
  proved: async () => {
    const asked = await askForCopy()
    await prove(asked)
    return asked.ref
  },
  collecting: async () => {
    const ref = await arrive.proved()
    await startSearch(ref)
    return ref
  },
  review: async () => {
    const ref = await arrive.collecting()
    await finishSearch(ref)
    return ref
  },
  ready: async () => {
    const ref = await arrive.review()
    await buildPackageOf(ref, desk.officer)
    return ref
  },
  released: async () => {
    const ref = await arrive.review()
    const released = await releasePackage(desk.officer, { ref, package: await buildPackageOf(ref, desk.officer) })
    expect(released.ok).toBe(true)
    return ref
  },
  refused: async () => {
    const ref = await arrive.review()
    await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })
    return ref
  },
  withdrawn: async () => {
    const { ref, person } = await requestInReview()
    expect((await withdrawRequest(person, { ref })).ok).toBe(true)
    return ref
  },
  lapsed: async () => {
    const ref = await arrive.received()
    await setStatus(ref, 'lapsed')
    return ref
  },
  closed: async () => {
    const ref = await arrive.refused()
    await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })
    return ref
  },
}

/** Lapsing is a matter of weeks; the row is put there by hand. */
const setStatus = (ref: string, status: Status) =>
  desk.peek.query(
    `select set_config('dossier.tx', 'test', false); update dossier.request set status = '${status}' where ref = '${ref}'`,
  )

const statusOf = async (ref: string): Promise<Status> =>
  (await desk.peek.query('select status from dossier.request where ref = $1', [ref])).rows[0].status

const packageOf = async (ref: string): Promise<string> => {
  const text = 'select p.id from dossier.package p join dossier.request r on r.id = p.request_id where r.ref = $1'
  return (await desk.peek.query(text, [ref])).rows[0]?.id ?? '00000000-0000-4000-8000-000000000000'
}

const moves: { [move in OfficerMove]: (actor: Actor, ref: string, status: Status) => Promise<Result<unknown>> } = {
  prepare: (actor, ref) => preparePackage(actor, { ref }),
  release: async (actor, ref) => releasePackage(actor, { ref, package: await packageOf(ref) }),
  'search-again': (actor, ref) => searchAgain(actor, { ref }),
  withhold: (actor, ref) =>
    withholdValue(actor, {
      ...{ ref, dataset: 'site', collection: 'contact', key: '["1"]', field: 'note' },
      ...{ ground: 'rights-of-others', reason },
    }),
  ask: (actor, ref) => askQuestion(actor, { ref, text: 'Which of our two shops do you mean?' }),
  write: (actor, ref) => writeToPerson(actor, { ref, text: 'We have begun.' }),
  extend: (actor, ref) => extendDeadline(actor, { ref, ground: 'complexity', reason }),
  identity: (actor, ref) => askIdentity(actor, { ref, by: 'officer', reason }),
  fee: (actor, ref) => askFee(actor, { ref, amount: '12.50', currency: 'EUR', reason }),
  'set-date': (actor, ref) => proposeDate(actor, { ref, on: '2027-12-20', reason }),
  'change-regime': (actor, ref) => changeRegime(actor, { ref, rules: ['uk_gdpr.access'], reason }),
  assign: (actor, ref) => assignRequest(actor, { ref, to: desk.officer.id }),
  refuse: (actor, ref) => refuseRequest(actor, { ref, ground: 'unfounded', reason }),
  misdirected: (actor, ref) => reportMisdirection(actor, { ref, account: reason }),
  reopen: (actor, ref) => reopenRequest(actor, { ref, extent: 'same', reason }),
  close: (actor, ref, status) => closeRequest(actor, { ref, outcome: outcomesOf[status]?.[0] ?? 'fulfilled-full' }),
}

describe('every status and every move', () => {
  describe.each([...statuses])('a request that is %s', status => {
    const open = officerMoves.filter(move => isOpenTo(move, status))
    const shut = officerMoves.filter(move => !isOpenTo(move, status))

    test(`lets an officer ${open.join(', ') || 'do nothing'}`, async () => {
      for (const move of open) {
        const ref = await arrive[status]()
        expect([move, await moves[move](desk.officer, ref, status)]).toEqual([
          move,
          expect.objectContaining({ ok: true }),
        ])
        expect(whyShut(move, status)).toBeNull()
      }
    })

    test(`refuses ${shut.join(', ')} and stays as it was`, async () => {
      const ref = await arrive[status]()
      for (const move of shut) {
        const refused = await moves[move](desk.officer, ref, status)
        // Twice the same end is told as what it is.
        const expected = [move, status].join() === 'release,released' || [move, status].join() === 'close,closed'
        expect([move, refused]).toEqual([
          move,
          expect.objectContaining({ ok: false, why: expected ? 'already-done' : 'wrong-status' }),
        ])
        expect(whyShut(move, status)).not.toBeNull()
      }
      expect(await statusOf(ref)).toBe(status)
    })
  })

  test('what is over can only be closed, and written about', () => {
    for (const status of statuses.filter(one => !isOpen(one))) {
      const open = officerMoves.filter(move => isOpenTo(move, status) && move !== 'write')
      const also = status === 'released' ? ['misdirected'] : []
      expect(open).toEqual(status === 'closed' ? ['reopen'] : ['close', ...also])
    }
  })
})

describe('who may not', () => {
  test('an auditor may look, never touch; a person and a visitor cannot do the work of the desk', async () => {
    const { ref, person, visitor } = await requestInReview()
    const before = await statusOf(ref)
    for (const actor of [desk.auditor, person, visitor]) {
      for (const move of officerMoves)
        expect([actor.kind, move, await moves[move](actor, ref, before)]).toEqual([
          actor.kind,
          move,
          { ok: false, why: 'not-allowed' },
        ])
    }
    expect(await statusOf(ref)).toBe(before)
  })

  test('an admin assigns and decides nothing else', async () => {
    const { ref } = await requestInReview()
    for (const move of officerMoves) {
      const result = await moves[move](desk.admin, ref, 'review')
      expect([move, result.ok]).toEqual([move, move === 'assign'])
    }
  })

  test('each refusal for lack of permission is told in the history', async () => {
    const { ref, person } = await requestInReview()
    await moves.release(person, ref, 'review')
    const told = await desk.peek.query("select data from dossier.history_event where stream = $1 and type = 'denied'", [
      `denied:person:${person.id}`,
    ])
    expect(told.rows.map(row => row.data)).toEqual([{ permission: 'package:release' }])
  })
})
