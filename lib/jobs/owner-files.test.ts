import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, commandLine } from '#lib/access/actor.ts'
import { newId } from '#lib/kernel/ids.ts'
import { answerAsOwner } from '#lib/owners/answer-as-owner.ts'
import { aColleague, connectBinder, give, tokenToOwner } from '#lib/owners/owner-for-tests.ts'
import { openArchive } from '#lib/packages/read-archive.ts'
import { verifyPackage } from '#lib/packages/verify-package.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { checkInvariants } from './check-invariants.ts'
import { askAndProve, type Copy, fileOf, officer, release, startPortal, untilStatus } from './portal-for-tests.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await connectBinder(commandLine)
  await portal.work()
})
afterAll(() => portal.stop())

const reason = 'It names a colleague who was interviewed too.'
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const recordsOf = (copy: Copy) =>
  copy.groups.find(({ dataset }) => dataset === 'hr-binder')?.records.map(({ values }) => values) ?? []

const filesIn = async (person: Actor, ref: string, id: string) => {
  const zip = await openArchive(await fileOf(person, ref, id, 'dossier.zip'))
  const names = zip.names.filter(name => name.startsWith('files/'))
  const contents = await Promise.all(names.map(async name => buffer(await zip.read(name))))
  return { zip, files: Object.fromEntries(names.map((name, index) => [name, contents[index]!])) }
}

test('what a colleague gave is in the copy: its record with its hash in every form, the file in the archive, unless it is withheld', async () => {
  const { ref, id, person } = await askAndProve()
  await untilStatus(ref, 'collecting')
  const token = await tokenToOwner(ref)
  const [scan, interview] = [Buffer.from('%PDF-1.7 a contract'), Buffer.from('notes of an interview')]
  const reference = Buffer.from('what somebody else wrote')
  await give(token, 'Vertrag (unterschrieben).pdf', scan)
  await give(token, 'interview.txt', interview)
  await give(token, 'reference by Ann Example.txt', reference)
  const said = await answerAsOwner(aColleague(), {
    token,
    origin: newId(),
    answer: 'found',
    note: 'From the blue binder.',
  })
  expect(said).toMatchObject({ ok: true })
  await untilStatus(ref, 'review')
  const place = { dataset: 'hr-binder', collection: 'answer' }
  const keyOf = async (file: Buffer) => {
    const query = 'select id from dossier.owner_file where sha256 = $1'
    const { rows } = await portal.peek.query(query, [createHash('sha256').update(file).digest()])
    return JSON.stringify([rows[0].id])
  }
  const held = { ref, ...place, ground: 'rights-of-others', reason } as const
  const whole = { ...held, key: await keyOf(interview), field: '' }
  expect(await withholdValue(officer, whole)).toMatchObject({ ok: true })
  const itsName = { ...held, key: await keyOf(reference), field: 'original_name' }
  expect(await withholdValue(officer, itsName)).toMatchObject({ ok: true })
  await release(ref, id)
  const copy = JSON.parse((await fileOf(person, ref, id, 'dossier.json')).toString('utf8')) as Copy
  expect(recordsOf(copy)).toEqual([
    { note: 'From the blue binder.' },
    {
      file: 'files/hr-binder-01-Vertrag-unterschrieben.pdf',
      original_name: 'Vertrag (unterschrieben).pdf',
      bytes: scan.length,
      sha256: sha256(scan),
    },
    {
      file: 'files/hr-binder-03',
      original_name: { redacted: 'rights-of-others' },
      bytes: reference.length,
      sha256: sha256(reference),
    },
  ])
  expect(copy.coverage.find(row => row.dataset === 'hr-binder')).toMatchObject({
    result: 'found',
    count: 4,
    withheldRecords: 1,
    withheldValues: 1,
  })
  const { zip, files } = await filesIn(person, ref, id)
  expect(files).toEqual({ 'files/hr-binder-01-Vertrag-unterschrieben.pdf': scan, 'files/hr-binder-03': reference })
  expect(await verifyPackage(zip, null)).toMatchObject({ ok: true })
  expect(copy.complete).toBe(true)
  expect(await checkInvariants(commandLine)).toEqual([])
})
