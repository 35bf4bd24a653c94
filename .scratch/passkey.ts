import { execFileSync } from 'node:child_process'
import { chromium } from '@playwright/test'

const env = { ...process.env, DOSSIER_DATA: '/tmp/auditor-data', PORT: '3411', DOSSIER_URL: 'http://localhost:3411' }
const out = execFileSync(
  'npx',
  [
    'tsx',
    'lib/cli/dossier.ts',
    'staff',
    'invite',
    `kim${Date.now()}@example.org`,
    '--role',
    'auditor',
    '--name',
    'Kim Example',
    '--json',
  ],
  { env },
).toString()
const { link } = JSON.parse(out)
console.log(link)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const ctx = await browser.newContext({ viewport: { width: 1280, height: 900 } })
const page = await ctx.newPage()
page.setDefaultTimeout(150000)
page.on(
  'console',
  m => m.type() === 'error' && !m.text().includes('inline style') && console.log('console', m.text().slice(0, 1500)),
)
const cdp = await ctx.newCDPSession(page)
await cdp.send('WebAuthn.enable')
await cdp.send('WebAuthn.addVirtualAuthenticator', {
  options: {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  },
})
await page.goto(link)
await page.getByRole('button', { name: 'Make a passkey' }).click()
await page.waitForURL('**/audit', { timeout: 60000 })
console.log('joined', page.url())
await page.getByRole('button', { name: 'Sign out' }).click()
await page.waitForURL('http://localhost:3411/', { timeout: 60000 })
console.log('out', page.url())
await page.goto(link)
console.log(await page.locator('h1').textContent())
await page.goto('http://localhost:3411/staff')
await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
await page.waitForURL('**/audit', { timeout: 60000 })
console.log('in again', page.url())
await browser.close()
