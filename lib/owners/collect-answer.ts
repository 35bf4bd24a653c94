import { worker } from '#lib/access/actor.ts'
import type { Lease } from '#lib/collection/lease-search.ts'
import { recordSearch, type SearchReport } from '#lib/collection/record-search.ts'
import { sealCollection } from '#lib/collection/seal-collection.ts'
import { begin } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { readReasons } from '#lib/requests/keep-reason.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { dropUnnamed } from '#lib/vault/drop-unnamed.ts'
import { openName, safeName } from './file-name.ts'
import { answerCollection } from './owner-map.ts'
import type { OwnerAnswer } from './owner-words.ts'
import { type FileRow, readAnswer, readFiles, readQuestion } from './store.ts'
import { filePrefix } from './store-file.ts'

type Answered = {
  question: string
  answer: OwnerAnswer | 'unanswered'
  at: string
  note: string | undefined
  files: FileRow[]
}

/** What the owner of this source has said, or that their time passed; undefined while they are still waited for. */
const readAnswered = ({ requestId, attempt, source }: Lease): Promise<Answered | undefined> =>
  begin(worker, async ({ tx, now }) => {
    const question = await readQuestion(tx, { requestId, attempt, source })
    if (!question) return undefined
    const files = await readFiles(tx, question.id)
    if (question.state === 'unanswered')
      return { question: question.id, answer: 'unanswered', at: now.toString(), note: undefined, files }
    const said = await readAnswer(tx, question.id)
    if (!said) return undefined
    const note = said.note === null ? undefined : (await readReasons(tx, requestId)).get(said.note)
    return { question: question.id, answer: said.answer, at: said.answeredAt.toString(), note, files }
  })

/** One record for the note and one for each file: so they are reviewed, withheld and counted like the rows of any other source. */
function* recordsOf(source: string, { question, note, files }: Answered): Generator<FoundRecord> {
  const path = ['email', `${source}.${answerCollection}`]
  if (note !== undefined) yield { key: [question], path, thirdParty: 'no', values: { note } }
  for (const [index, file] of files.entries()) {
    const name = openName(file.id, file.name)
    yield {
      key: [file.id],
      path,
      thirdParty: 'no',
      values: {
        file: `files/${safeName(source, index + 1, name)}`,
        original_name: name,
        bytes: file.bytes,
        sha256: hexOf(file.sha256),
      },
    }
  }
}

const failures = { exception: 'owner-exception', unanswered: 'unanswered' } as const

/**
 * What the job of a search does for a source that a person answers for: takes their answer as any other source's. Silence and an exception
 * are failures, so that no copy calls itself complete without them.
 */
export async function collectAnswer(lease: Lease): Promise<void> {
  const answered = await readAnswered(lease)
  if (!answered) return
  await dropUnrecorded(lease.requestId, answered)
  const { requestId, attempt, source, run } = lease
  const blank = { requestId, attempt, source, run, unclassified: [], decoys: { tried: 0, crossed: [] }, checked: null }
  const place = { dataset: source, collection: answerCollection, count: 0 }
  const { answer, at } = answered
  const snapshot = { at, lsn: null, fingerprint: null }
  const record = (rest: Pick<SearchReport, 'snapshot' | 'reason' | 'collections' | 'segments'>) =>
    recordSearch(worker, { ...blank, ...rest })
  if (answer === 'nothing') {
    const collections = [{ ...place, result: 'empty' as const, reason: null }]
    await record({ snapshot, reason: null, collections, segments: [] })
  } else if (answer === 'found') {
    const sealed = await sealCollection(lease, source, answerCollection, stream(recordsOf(source, answered)))
    const collections = [{ ...place, result: 'found' as const, count: sealed.records, reason: null }]
    await record({ snapshot, reason: null, collections, segments: [sealed] })
  } else {
    const reason = failures[answer]
    const collections = [{ ...place, result: 'failed' as const, reason }]
    await record({ snapshot: null, reason, collections, segments: [] })
  }
}

/** Files that arrived and were never recorded: whoever took them died in between. */
const dropUnrecorded = (requestId: string, { question, files }: Answered): Promise<void> =>
  dropUnnamed(
    requestId,
    objectId => objectId.startsWith(filePrefix(question)),
    async () => files.map(({ objectId }) => objectId),
  )

async function* stream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}
