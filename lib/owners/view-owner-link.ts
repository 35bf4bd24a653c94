import { openFormerAddresses } from '#lib/assurance/open-former-addresses.ts'
import { view } from '#lib/kernel/view.ts'
import { openIntake } from '#lib/requests/intake.ts'
import type { Text } from '#lib/sources/contract.ts'
import { factsOf } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { readSources } from '#lib/sources/store.ts'
import { listedFile } from './file-name.ts'
import { openLink } from './open-link.ts'
import { fileLimits } from './owner-words.ts'
import { readFiles } from './store.ts'

/** Whether a link still leads to an open question. Nothing else: a mail scanner opens links too. */
export const viewOwnerLink = view({
  permission: 'owner:answer',
  // Holding the token is the right; nobody who holds it may read anything else of the request.
  asSystem: true,
  async run(scope, token: string): Promise<{ open: true } | undefined> {
    return (await openLink(scope, token)).ok ? { open: true } : undefined
  },
})

/** The question itself, for whoever has pressed the button: whose data, where to look, until when, and what was given so far. */
export const viewOwnerQuestion = view({
  permission: 'owner:answer',
  asSystem: true,
  async run(scope, token: string) {
    const opened = await openLink(scope, token)
    if (!opened.ok) return undefined
    const { question, request, standsIn } = opened
    const source = (await readSources(scope.tx)).find(({ key }) => key === question.source)
    const label: Text = (source && factsOf(knownMap(source))[0]?.label) ?? question.source
    const files = await readFiles(scope.tx, question.id)
    return {
      label,
      addresses: [openIntake(request).address, ...(await openFormerAddresses(scope.tx, request.id))],
      dueAt: question.dueAt,
      instead: standsIn !== null,
      files: files.map(listedFile),
    }
  },
})

/** Where a file that is on its way shall lie, and whether there is room for one more. */
export const viewUpload = view({
  permission: 'owner:answer',
  asSystem: true,
  async run(scope, token: string): Promise<{ requestId: string; question: string; left: number } | undefined> {
    const opened = await openLink(scope, token)
    if (!opened.ok) return undefined
    const { id, requestId } = opened.question
    return { requestId, question: id, left: fileLimits.files - (await readFiles(scope.tx, id)).length }
  },
})
