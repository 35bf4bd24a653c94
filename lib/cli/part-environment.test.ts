import { expect, test } from 'vitest'
import { readConfig } from '#lib/config/environment.ts'
import { demoEnvironment, productionEnvironment } from './part-environment.ts'

test("web and worker in production never learn the owner's login", () => {
  const env = productionEnvironment(
    { MIGRATE_URL: 'postgres://owner:p@db.test/d', DATABASE_URL: 'x', VERCEL: '1' },
    'https://portal.test',
  )
  expect(env).not.toHaveProperty('MIGRATE_URL')
  expect(env).not.toHaveProperty('VERCEL')
  expect(env).toMatchObject({ DATABASE_URL: 'x', NEXTAUTH_URL: 'https://portal.test' })
})

test('web and worker of the demo stay the demo, whatever the shell had set to nothing', () => {
  const env = demoEnvironment(
    { DATABASE_URL: '', HOST: '0.0.0.0', PORT: '80', PATH: '/bin' },
    { directory: '/nowhere', port: 3001, mailPort: 4001, siteUrl: 'postgres://site_reader:p@127.0.0.1:1/site' },
  )
  expect(env).toMatchObject({
    PORT: '3001',
    DOSSIER_URL: 'http://127.0.0.1:3001',
    SMTP_URL: 'smtp://127.0.0.1:4001',
    SITE_URL: 'postgres://site_reader:p@127.0.0.1:1/site',
    PATH: '/bin',
  })
  expect(env).not.toHaveProperty('HOST')
  expect(readConfig(env)).toMatchObject({ ok: false, sentence: expect.stringMatching(/holds no demo yet/) })
})
