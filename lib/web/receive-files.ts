import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '#lib/access/actor.ts'
import { storeFile } from '#lib/owners/store-file.ts'
import { viewUpload } from '#lib/owners/view-owner-link.ts'
import { isOwnOrigin } from './own-origin.ts'
import { BrokenForm, boundaryOf, readMultipart } from './read-multipart.ts'
import { securityHeaders } from './security-headers.ts'
import { servedOverHttps } from './served-over-https.ts'

/** What one form may bring; a browser that sends more is told so at once. */
const mostBytes = 1024 * 1024 * 1024

const uploadPath = /^\/owner\/([\w-]{20,200})\/files$/

/** What went wrong with the files of a form: a code of the messages `owners.page.files.problem`. */
type Problem = 'none' | 'empty' | 'too-large' | 'too-many' | 'too-many-tries' | 'broken'

const problems: { readonly [why: string]: Problem } = {
  'file-empty': 'empty',
  'file-too-large': 'too-large',
  'too-many-files': 'too-many',
  'too-many': 'too-many-tries',
}

/** Whether this is the form with which a colleague gives files. */
export const bringsFiles = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && uploadPath.test(url.split('?')[0]!)

/**
 * Receives files before Next sees the request: behind its proxy a body is held in memory whole and cut at a limit, and here each file goes
 * into the vault as it arrives. `origin`: the network address that is counted.
 */
export async function receiveFiles(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const token = uploadPath.exec(request.url!.split('?')[0]!)![1]!
  const boundary = boundaryOf(request.headers['content-type'])
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  if (!isOwnOrigin(headers) || boundary === null) return answer(response, 403, {})
  const sender: Actor = { kind: 'visitor', id: randomUUID() }
  const open = await viewUpload(sender, token)
  if (!open.ok) return seeOther(response, `/owner/${token}`)
  const { added, problem } = await takeFiles(request, boundary, (name, content) =>
    storeFile(sender, { token, origin, name, ...open.value }, content),
  )
  seeOther(response, `/owner/${token}/answer?added=${added}${problem ? `&problem=${problem}` : ''}#files`)
}

type Take = (name: string, content: AsyncIterable<Uint8Array>) => Promise<{ ok: boolean; why?: string }>

async function takeFiles(request: IncomingMessage, boundary: string, take: Take) {
  let added = 0
  let problem: Problem | undefined
  try {
    for await (const { name, fileName, content } of readMultipart(atMost(request), boundary)) {
      // A browser sends an empty part without a name where nothing was chosen.
      if (name !== 'files' || !fileName) continue
      const taken = await take(fileName, content)
      if (taken.ok) added++
      else problem = problems[taken.why ?? ''] ?? 'broken'
    }
  } catch (thrown) {
    // The person went away, or the form was none: what arrived whole is there.
    if (!(thrown instanceof BrokenForm) && !request.destroyed && !request.errored) throw thrown
    problem = 'broken'
  }
  return { added, problem: problem ?? (added === 0 ? ('none' as const) : undefined) }
}

async function* atMost(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new BrokenForm('More than one form may bring.')
    yield chunk
  }
}

const seeOther = (response: ServerResponse, location: string) => answer(response, 303, { location })

function answer(response: ServerResponse, status: number, headers: { [name: string]: string }): void {
  const visit = { path: '/owner', nonce: randomUUID(), https: servedOverHttps(), development: false }
  for (const [name, value] of securityHeaders(visit)) response.setHeader(name, value)
  // What was not read to its end must not be taken for the next request.
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': 0 }).end()
}
