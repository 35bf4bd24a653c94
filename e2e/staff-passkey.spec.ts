import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

/*
 * A portal of its own, opened as http://localhost: browsers bind a passkey to a name and never to an address such as 127.0.0.1, and this
 * one name is a secure context without a certificate.
 */
type House = { address: string; dossier: (...args: string[]) => Promise<string> }

const test = base.extend<Record<never, never>, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const data = await mkdtemp(join(tmpdir(), 'dossier-passkeys-'))
      await chmod(data, 0o711) // the database's system user passes through
      const port = await freePort()
      const address = `http://localhost:${port}`
      const env = { ...process.env, DATABASE_URL: '', DOSSIER_DATA: data, PORT: String(port), DOSSIER_URL: address }
      const portal = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', 'serve'], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env,
      })
      try {
        await running(portal)
        await use({ address, dossier: (...args) => dossier(env, args) })
      } finally {
        portal.kill('SIGTERM')
        if (portal.exitCode === null) await once(portal, 'exit')
        await rm(data, { recursive: true, force: true })
      }
    },
    { scope: 'worker', timeout: 300_000 },
  ],
})

async function running(portal: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: portal.stderr! })) {
    if (!/running: http/.test(line)) continue
    portal.stderr!.resume()
    return
  }
  throw new Error('The portal did not start.')
}

async function dossier(env: NodeJS.ProcessEnv, args: string[]): Promise<string> {
  const told = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', ...args], { env })
  let out = ''
  told.stdout.on('data', text => {
    out += text
  })
  await once(told, 'close')
  return out
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A device that makes and holds passkeys, as the browser's developer tools offer it (WebAuthn over CDP). */
async function withDevice(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const tools = await context.newCDPSession(page)
  await tools.send('WebAuthn.enable')
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

const invite = async (house: House, role: string) =>
  JSON.parse(
    await house.dossier('staff', 'invite', `${role}@example.org`, '--role', role, '--name', 'Kim Example', '--json'),
  ).link as string

test('a member of staff joins with a passkey, signs in with it, and is out once removed', async ({
  house,
  browser,
}) => {
  const link = await invite(house, 'officer')
  const [desk, office] = [await browser.newContext(), await browser.newContext()]
  const officer = await withDevice(desk)

  // A scanner opens the link often; the invitation stays.
  for (let n = 0; n < 3; n++) expect((await officer.request.get(link)).status()).toBe(200)
  await officer.goto(link)
  await officer.getByRole('button', { name: 'Make a passkey' }).click()
  await officer.waitForURL(`${house.address}/admin`)

  // Used up, for this browser and any other.
  await officer.goto(link)
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText('This invitation cannot be used')

  await officer.goto(`${house.address}/admin`)
  await officer.getByRole('button', { name: 'Sign out' }).click()
  await officer.waitForURL(url => !url.pathname.startsWith('/admin'))
  await officer.goto(`${house.address}/admin`)
  expect(new URL(officer.url()).pathname).toBe('/staff')
  await officer.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await officer.waitForURL(`${house.address}/admin`)

  // An admin removes them while they work.
  const admin = await withDevice(office)
  await admin.goto(await invite(house, 'admin'))
  await admin.getByRole('button', { name: 'Make a passkey' }).click()
  await admin.waitForURL(`${house.address}/admin`)
  await admin.goto(`${house.address}/admin/people`)
  await admin
    .getByRole('row')
    .filter({ hasText: 'officer@example.org' })
    .getByRole('link', { name: /^Remove/ })
    .click()
  await admin.getByRole('button', { name: 'Remove' }).click()
  await admin.waitForURL('**/admin/people?done=removed')
  await expect(admin.getByText('officer@example.org')).toHaveCount(0)

  await officer.reload()
  expect(new URL(officer.url()).pathname).toBe('/staff')
  await officer.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(officer.getByText('This passkey is not known here, or no longer.')).toBeVisible()

  expect(JSON.parse(await house.dossier('history', 'verify', '--json'))).toMatchObject({ ok: true })
  await desk.close()
  await office.close()
})

test('without JavaScript the door says plainly that passkeys need it', async ({ house, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${house.address}/staff`)
  await expect(page.getByText(/Passkeys work only with JavaScript/)).toBeVisible()
  await expect(page.getByRole('button', { name: /passkey/ })).toHaveCount(0)
  await context.close()
})
