import { chromium } from '@playwright/test'
import { readFileSync, mkdirSync } from 'node:fs'
const [role, prefix, ...paths] = process.argv.slice(2)
const out = `/tmp/auditor-data/pics`
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const [w, scheme] of [[360, 'light'], [1280, 'light'], [1280, 'dark'], [360, 'dark']] as const) {
  const ctx = await browser.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme, locale: 'en-IE' })
  if (role !== 'none') await ctx.addCookies([{ name: 'dossier-session', value: readFileSync(`/tmp/auditor-data/${role}.session`, 'utf8'), url: 'http://localhost:3411' }])
  const page = await ctx.newPage(); page.setDefaultTimeout(120000)
  page.on('console', m => m.type() === 'error' && !m.text().includes('inline style') && console.log('console', m.text().slice(0, 200)))
  for (const [i, p] of paths.entries()) {
    await page.goto(`http://localhost:3411${p}`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > w) console.log('OVERFLOW', p, w, wide)
    await page.screenshot({ path: `${out}/${prefix}${i}-${w}-${scheme}.png`, fullPage: true })
  }
  await ctx.close()
}
await browser.close()
