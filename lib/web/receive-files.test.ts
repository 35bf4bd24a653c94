import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as settings from '#lib/config/config.ts'
import { aColleague, asked, connectBinder, contentOf, objectsOf } from '#lib/owners/owner-for-tests.ts'
import { viewOwnerQuestion } from '#lib/owners/view-owner-link.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { bringsFiles, receiveFiles } from './receive-files.ts'

const ours = 'https://privacy.example.com'

let desk: Desk
let server: Server
let base: string
beforeAll(async () => {
  vi.spyOn(settings, 'config').mockReturnValue({ mode: 'production', origin: ours } as never)
  desk = await openDesk()
  await connectBinder(desk.admin)
  server = createServer((request, response) => {
    if (bringsFiles(request)) void receiveFiles(request, response, randomUUID())
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  vi.restoreAllMocks()
  server.close()
  await desk.close()
})

const formOf = (files: { [name: string]: string }) => {
  const form = new FormData()
  form.set('note', 'a field of the form, no file')
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name))
  return form
}

const send = (token: string, body: FormData | string, headers: { [name: string]: string } = {}) =>
  fetch(`${base}/owner/${token}/files`, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: { origin: ours, ...headers },
  })

const namesSeen = async (token: string) => {
  const seen = await viewOwnerQuestion(aColleague(), token)
  return seen.ok ? seen.value.files.map(({ name }) => name) : seen.why
}

describe('the form with which a colleague gives files', () => {
  test('seals each file as it arrives and leads back to the answer, with the headers of every page', async () => {
    const { ref, token } = await asked()
    const answered = await send(token, formOf({ 'Größe.pdf': 'page one', 'b.txt': 'two' }))
    expect(answered.status).toBe(303)
    expect(answered.headers.get('location')).toBe(`/owner/${token}/answer?added=2#files`)
    expect(answered.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await namesSeen(token)).toEqual(['Größe.pdf', 'b.txt'])
    const sealed = (await objectsOf(ref)).filter(name => name.startsWith('o-'))
    const contents = await Promise.all(sealed.map(one => contentOf(ref, one)))
    expect(contents.map(String).sort()).toEqual(['page one', 'two'])
  })

  test('says that nothing was chosen, and that a file is empty; what came beside it is kept', async () => {
    const { token } = await asked()
    expect((await send(token, formOf({}))).headers.get('location')).toContain('?added=0&problem=none#')
    const half = await send(token, formOf({ 'empty.txt': '', 'full.txt': 'x' }))
    expect(half.headers.get('location')).toContain('?added=1&problem=empty#')
    expect(await namesSeen(token)).toEqual(['full.txt'])
  })

  test('takes nothing from another site, and nothing that is no form', async () => {
    const { token } = await asked()
    expect((await send(token, formOf({ a: 'x' }), { origin: 'https://evil.example.com' })).status).toBe(403)
    expect((await send(token, '{}', { 'content-type': 'application/json' })).status).toBe(403)
    expect(await namesSeen(token)).toEqual([])
  })

  test('leads somebody whose link is over to the page that says so, and keeps nothing', async () => {
    const nobodys = 'x'.repeat(43)
    const answered = await send(nobodys, formOf({ a: 'x' }))
    expect(answered.headers.get('location')).toBe(`/owner/${nobodys}`)
  })

  test('of which the connection breaks in the middle of a file keeps the files before it and nothing of that one', async () => {
    const { ref, token } = await asked()
    const part = (name: string, text: string) =>
      `--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${text}`
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(base).port) })
    await once(socket, 'connect')
    const head = [
      `POST /owner/${token}/files HTTP/1.1`,
      `host: 127.0.0.1`,
      `origin: ${ours}`,
      'content-type: multipart/form-data; boundary=b',
      'content-length: 1000000',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${part('whole.txt', 'whole')}\r\n${part('half.txt', 'begun and')}`)
    await expect.poll(() => namesSeen(token), { timeout: 10_000 }).toEqual(['whole.txt'])
    socket.destroy()
    await once(socket, 'close')
    await expect
      .poll(async () => (await objectsOf(ref)).filter(name => name.startsWith('o-')).length, { timeout: 10_000 })
      .toBe(1)
    expect(await namesSeen(token)).toEqual(['whole.txt'])
  })

  test('is told from every other request by method and path', () => {
    const brings = (method: string, url: string) => bringsFiles({ method, url } as Parameters<typeof bringsFiles>[0])
    expect(brings('POST', `/owner/${'x'.repeat(43)}/files?again=1`)).toBe(true)
    expect(brings('GET', `/owner/${'x'.repeat(43)}/files`)).toBe(false)
    expect(brings('POST', `/owner/${'x'.repeat(43)}/answer`)).toBe(false)
    expect(brings('POST', '/owner/short/files')).toBe(false)
  })
})
