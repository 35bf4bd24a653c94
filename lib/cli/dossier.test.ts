import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from './command-table.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-cli-'))
  await chmod(home, 0o711) // the database's system user passes through, so that all of it lies here
})
afterAll(() => rm(home, { recursive: true, force: true }))

type Ended = { status: number | null; out: string; err: string }

const dossier = (args: string[], env: Record<string, string> = {}) =>
  new Promise<Ended>(resolve => {
    const { PATH } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, NODE_ENV: 'test', DATABASE_URL: '', DOSSIER_DATA: join(home, 'data'), ...env },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', text => (out += text))
    child.stderr.on('data', text => (err += text))
    child.once('close', status => resolve({ status, out, err }))
  })

const draw = () => randomBytes(32).toString('base64')
const production = () => ({
  DATABASE_URL: 'postgres://dossier_app:p@127.0.0.1:1/dossier',
  MIGRATE_URL: 'postgres://dossier_owner:p@127.0.0.1:1/dossier',
  DOSSIER_URL: 'https://portal.test',
  SMTP_URL: 'smtps://u:p@mail.test',
  MAIL_FROM: 'privacy@portal.test',
  NEXTAUTH_SECRET: draw(),
  DOSSIER_SEAL_KEY: draw(),
  DOSSIER_HASH_KEY: draw(),
  DOSSIER_VAULT_KEY: draw(),
  DOSSIER_SIGNING_KEY: draw(),
  DOSSIER_VAULT: join(home, 'vault'),
})

test('every command says in its first line what it does', async () => {
  for (const [name, load] of Object.entries(commands)) {
    const { usage } = await load()
    expect(usage.split('\n')[0], name).toMatch(new RegExp(`^${name}( .+)?: \\S`))
  }
})

test('help lists the commands and each explains itself', async () => {
  const [all, one] = await Promise.all([dossier(['--help']), dossier(['clock', 'advance', '--help'])])
  expect(all).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/serve[\s\S]*clock advance/) })
  expect(one).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/^clock advance DURATION/) })
})

test('what is not understood is said in one line on stderr, with status 2', async () => {
  const [unknown, nothing, option] = await Promise.all([
    dossier(['migrat']),
    dossier([]),
    dossier(['migrate', '--jsn']),
  ])
  expect(unknown).toEqual({
    status: 2,
    out: '',
    err: 'dossier: There is no command "migrat". Did you mean "migrate"?\n',
  })
  expect(nothing).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/^dossier: Which command\?\n/) })
  expect(option).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^dossier: There is no option --jsn\. Did you mean --json\?\n/),
  })
})

test.each([
  ['an http address', { DOSSIER_URL: 'http://portal.test' }, 'DOSSIER_URL'],
  ['a weak key', { DOSSIER_SEAL_KEY: 'secret' }, 'DOSSIER_SEAL_KEY'],
  ['a trusted Host header', { AUTH_TRUST_HOST: '1' }, 'AUTH_TRUST_HOST'],
  ['a database that is not there', {}, 'DATABASE_URL'],
])(
  'a production start with %s prints one line that names the variable, and starts nothing',
  async (_, change, variable) => {
    const { status, out, err } = await dossier(['serve'], { ...production(), ...change })
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(new RegExp(`^dossier: ${variable} [^\\n]+\\n$`))
    expect(existsSync(join(home, 'data'))).toBe(false)
  },
)

test('the demo cannot be planted, nor its clock moved, beside a production database', async () => {
  const [seed, clock] = await Promise.all([
    dossier(['seed', 'demo'], production()),
    dossier(['clock', 'advance', 'P1D'], production()),
  ])
  expect(seed).toMatchObject({ status: 1, err: expect.stringMatching(/^dossier: DATABASE_URL is set: [^\n]+\n$/) })
  expect(clock).toMatchObject({ status: 1, err: expect.stringMatching(/^dossier: DATABASE_URL is set: [^\n]+\n$/) })
})

test("the demo's database is made, migrated and left stopped by one command", async () => {
  expect(await dossier(['migrate', '--json'])).toEqual({ status: 0, out: '{"migrated":true}\n', err: '' })
  const moved = await dossier(['clock', 'advance', 'P31D', '--json'])
  expect(moved).toMatchObject({ status: 0, err: '' })
  expect(JSON.parse(moved.out)).toMatchObject({ aheadSeconds: 31 * 86_400 })
})
