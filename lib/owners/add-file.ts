import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { sealName } from './file-name.ts'
import { linkFields } from './link-fields.ts'
import { openLink } from './open-link.ts'
import { fileLimits } from './owner-words.ts'
import { deleteFile, insertFile, readFiles } from './store.ts'

/** Records a file that lies sealed in the vault already; refused, whoever put it there takes it away. */
export const addFile = command({
  permission: 'owner:answer',
  input: z.object({
    ...linkFields,
    file: z.uuid(),
    objectId: z.string().max(100),
    name: z.string().min(1).max(400),
    bytes: z.number().int().positive().max(fileLimits.bytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  within: (actor, { origin }) => withinLimits(actor, [['file-per-origin', origin]]),
  // As for looking: the token is the right.
  asSystem: true,
  async run(scope, { token, file, objectId, name, bytes, sha256 }) {
    const opened = await openLink(scope, token)
    if (!opened.ok) return opened
    const { id, requestId, source } = opened.question
    if ((await readFiles(scope.tx, id)).length >= fileLimits.files) return refuse('too-many-files')
    await insertFile(scope.tx, {
      ...{ id: file, questionId: id, requestId, objectId, bytes },
      ...{ name: sealName(file, name), sha256: Buffer.from(sha256, 'hex'), addedAt: scope.now },
    })
    const event = { type: 'owner-file-added' as const, question: id, source, file, bytes, sha256 }
    return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
  },
})

/** Takes a file back before the answer; gives where it lies, to be removed once this is committed. */
export const removeFile = command({
  permission: 'owner:answer',
  input: z.object({ ...linkFields, file: z.uuid() }),
  within: (actor, { origin }) => withinLimits(actor, [['file-per-origin', origin]]),
  asSystem: true,
  async run(scope, { token, file }) {
    const opened = await openLink(scope, token)
    if (!opened.ok) return opened
    const { id, requestId, source } = opened.question
    const removed = await deleteFile(scope.tx, id, file)
    if (!removed) return refuse('already-done')
    const event = { type: 'owner-file-removed' as const, question: id, source, file }
    return { ok: true, value: { requestId, objectId: removed.objectId }, events: [ofRequest(requestId, event)] }
  },
})
