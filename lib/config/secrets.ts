import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ClearLine } from './clear-line.ts'

const password = z.string().min(32)

const shape = z.object({
  passwords: z.object({
    postgres: password,
    dossier_owner: password,
    dossier_app: password,
    site_owner: password,
    site_reader: password,
  }),
  keys: z.object({
    NEXTAUTH_SECRET: password,
    DOSSIER_SEAL_KEY: password,
    DOSSIER_HASH_KEY: password,
    DOSSIER_VAULT_KEY: password,
    DOSSIER_SIGNING_KEY: password,
  }),
})

/** What the embedded start keeps for itself: passwords of its logins and its keys, 32 random bytes each. */
export type Secrets = z.infer<typeof shape>
export type Login = keyof Secrets['passwords']

const draw = (names: readonly string[], encoding: 'hex' | 'base64') =>
  Object.fromEntries(names.map(name => [name, randomBytes(32).toString(encoding)]))

/**
 * The secrets of a data directory; drawn at the first call, the same ever after.
 * Readable by their owner alone; the directory itself may be entered, because the database's system user has its files there.
 * Throws ClearLine when the file cannot be read or was damaged.
 */
export async function ensureSecrets(directory: string): Promise<Secrets> {
  await mkdir(directory, { recursive: true, mode: 0o711 })
  const file = join(directory, 'secrets.json')
  const drawn = {
    passwords: draw(Object.keys(shape.shape.passwords.shape), 'hex'),
    keys: draw(Object.keys(shape.shape.keys.shape), 'base64'),
  }
  // Two starts at once: a link fails where the name is taken, so both read what the first one wrote, and never half of it.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  await handle.writeFile(`${JSON.stringify(drawn, null, 2)}\n`)
  await handle.sync()
  await handle.close()
  await link(draft, file).catch(ifNot('EEXIST'))
  await rm(draft)
  return await readSecrets(directory)
}

/** The secrets an earlier start left; throws ClearLine when there are none or they are damaged. */
export async function readSecrets(directory: string): Promise<Secrets> {
  const file = join(directory, 'secrets.json')
  const text = await readFile(file, 'utf8').catch(fault => {
    if (isFault(fault, 'EACCES')) throw new ClearLine(`${file} belongs to another user; start as that user.`)
    throw new ClearLine(`${file} is missing: npm start makes it.`)
  })
  return parseSecrets(text, directory)
}

/** The content of secrets.json; throws ClearLine when it was damaged. */
export function parseSecrets(text: string, directory: string): Secrets {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new ClearLine(
      `${join(directory, 'secrets.json')} is damaged; restore it, or remove ${directory} to begin anew.`,
    )
  }
}

const isFault = (fault: unknown, code: string) => fault instanceof Error && 'code' in fault && fault.code === code

const ifNot = (code: string) => (fault: unknown) => {
  if (!isFault(fault, code)) throw fault
}
