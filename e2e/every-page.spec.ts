import { expect, test } from './story.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'

const rooms: { who: string; button: string | undefined; paths: string[] }[] = [
  {
    who: 'everybody',
    button: undefined,
    paths: [
      '/',
      '/ask/address',
      '/ask/country',
      '/sign-in',
      '/notice',
      '/demo',
      '/demo/mailbox',
      '/demo/clock',
      '/staff',
      '/verify/unknown',
      '/nowhere',
    ],
  },
  {
    who: 'the officer',
    button: 'Be the privacy officer',
    paths: [
      '/admin',
      '/admin?show=closed',
      '/admin/sources',
      '/admin/reports',
      '/admin/breaches',
      '/admin/take-in',
      '/admin/calendar',
      '/admin/settings/rules',
    ],
  },
  { who: 'the auditor', button: 'Be the auditor', paths: ['/audit', '/audit/integrity', '/audit/looks'] },
  {
    who: 'the admin',
    button: 'Be the admin',
    paths: [
      '/admin/people',
      '/admin/settings',
      '/admin/settings/rules',
      '/admin/settings/rules/us_co.access',
      '/admin/settings/days',
    ],
  },
]

for (const { who, button, paths } of rooms) {
  test(`no page of ${who} has a stumbling block, on a phone and a desk, by day and by night`, async ({
    page,
    faults,
  }) => {
    test.setTimeout(120_000)
    faults.allow(/404/)
    if (button) {
      await page.goto('/demo')
      await page.getByRole('button', { name: button }).click()
      await expect(page).not.toHaveURL(/\/demo$/)
    }
    for (const path of paths) {
      for (const [width, colorScheme] of [
        [360, 'light'],
        [1280, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.emulateMedia({ colorScheme })
        await page.goto(path)
        expect(await stumblingBlocks(page), `${path} at ${width}, ${colorScheme}`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
      }
    }
  })
}

test('every page speaks German, and in the pseudo-language reads from right to left', async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/)
  await expect(page.getByRole('link', { name: 'Ask for your data' })).toHaveCount(0)
  await context.addCookies([{ name: 'dossier-lang', value: 'qps', url: baseURL! }])
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('⟦')
  const { width } = (await page.locator('html').boundingBox())!
  await page.setViewportSize({ width: 360, height: 740 })
  expect(width).toBeGreaterThan(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})
