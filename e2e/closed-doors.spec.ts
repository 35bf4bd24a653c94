import { beOfficer } from './desk.ts'
import { expect, test } from './story.ts'

test('a mail scanner finds no door of next-auth that would let it in', async ({ request }) => {
  for (const path of [
    '/api/auth/callback/email',
    '/api/auth/signin/email',
    '/api/auth/signin',
    '/api/auth/providers',
  ]) {
    expect((await request.get(`${path}?token=x&email=y`)).status(), path).toBe(404)
    expect((await request.post(path, { form: { email: 'a@example.org' } })).status(), path).toBe(404)
  }
})

test('every answer carries its policy, also where there is nothing', async ({ request }) => {
  for (const path of [
    '/',
    '/nowhere',
    '/requests/D-2222-2222',
    '/admin',
    '/audit',
    '/api/auth/session',
    '/verify/nothing',
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers()
    expect(headers['content-security-policy'], path).toContain("default-src 'none'")
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['x-powered-by'], path).toBeUndefined()
  }
  expect((await request.get('/verify/nothing')).headers()['referrer-policy']).toBe('strict-origin')
  expect((await request.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status()).toBe(404)
})

test('the demo is not there for a request that somebody forwarded, or that came to another host', async ({
  request,
}) => {
  expect((await request.get('/demo')).status()).toBe(200)
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
    { via: '1.1 proxy' },
    { host: 'privacy.example.org' },
  ]) {
    for (const path of ['/demo', '/demo/mailbox', '/demo/clock'])
      expect((await request.get(path, { headers })).status(), `${path} ${JSON.stringify(headers)}`).toBe(404)
    expect(await (await request.get('/', { headers })).text()).not.toContain('/demo')
  }
})

test('a stranger’s reference, a wrong one and one that never was are the same: not found', async ({ page, faults }) => {
  faults.allow(/404/)
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Be the auditor' }).click()
  await expect(page).toHaveURL(/\/audit/)
  for (const path of ['/audit/requests/D-2222-2222', '/audit/requests/nonsense', '/audit/requests/%00']) {
    const answer = await page.goto(path)
    expect([400, 404], path).toContain(answer?.status())
  }
  await page.goto('/admin')
  await expect(page.getByRole('heading', { name: 'Work list' })).toHaveCount(0)
})

test('a page that follows a form says that it is a demo, like every other', async ({ page }) => {
  await beOfficer(page)
  await expect(page.getByText('This is a demonstration.')).toBeVisible()
})
