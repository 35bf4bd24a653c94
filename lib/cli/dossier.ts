import { existsSync } from 'node:fs'
import { ClearLine } from '#lib/config/clear-line.ts'
import { commands, type Io } from './command-table.ts'
import { findCommand, readArguments, WrongUse } from './read-arguments.ts'

/** Settings may lie in `.env` beside package.json; what is set already wins, even when it is set to nothing. */
function loadSettings(): void {
  if (!existsSync('.env')) return
  if (!process.loadEnvFile)
    throw new ClearLine('.env can be read by Node 20.12 and newer; set the variables yourself, or update Node.')
  process.loadEnvFile('.env')
}

const io: Io = {
  out: line => void process.stdout.write(`${line}\n`),
  say: line => void process.stderr.write(`${line}\n`),
  stdin: process.stdin,
  env: process.env,
}

const isHelp = (word: string | undefined) => word === '--help' || word === '-h' || word === 'help'

async function listCommands(): Promise<string> {
  const lines = ['npm run -s dossier -- COMMAND [--help]', '']
  for (const load of Object.values(commands)) lines.push(`  ${(await load()).usage.split('\n')[0]}`)
  return lines.join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 0) throw new WrongUse('Which command?', await listCommands())
  if (isHelp(argv[0])) return answer(await listCommands())
  const { name, rest } = findCommand(Object.keys(commands), argv)
  const command = await commands[name]!()
  if (rest.some(isHelp)) return answer(command.usage)
  const args = readArguments(command, rest)
  loadSettings()
  return command.run(args, io)
}

function answer(text: string): number {
  io.out(text)
  return 0
}

const unmigrated = 'The database has no tables of this portal, or old ones: npm run -s dossier -- migrate'

/** PostgreSQL's word for a schema, table, column or function that is not there. */
function isUnmigrated(thrown: unknown): boolean {
  for (let at = thrown; at instanceof Error; at = at.cause)
    if ('code' in at && ['3F000', '42P01', '42703', '42883'].includes(String(at.code))) return true
  return false
}

/** One clear line for what a person can mend; anything else is a fault of ours, and its stack helps whoever reports it. */
function complain(thrown: unknown): number {
  const fault = isUnmigrated(thrown) ? new ClearLine(unmigrated) : thrown
  if (!(fault instanceof ClearLine)) {
    io.say(fault instanceof Error && fault.stack ? fault.stack : String(fault))
    return 70
  }
  io.say(`dossier: ${fault.message}`)
  if (!(fault instanceof WrongUse)) return 1
  if (fault.usage) io.say(fault.usage)
  return 2
}

// `| head` closes the pipe early: the rest of the answer is not wanted, and that is no fault.
process.stdout.on('error', fault => {
  if ('code' in fault && fault.code === 'EPIPE') process.exit(0)
  throw fault
})

process.exitCode = await main(process.argv.slice(2)).catch(complain)
