import { ClearLine } from './clear-line.ts'
import { type Config, readConfig } from './environment.ts'

let read: Config | undefined

/** What this process was told, read once. Throws ClearLine naming the variable when it cannot be used. */
export function config(): Config {
  read ??= requireConfig()
  return read
}

function requireConfig(): Config {
  const result = readConfig(process.env)
  if (!result.ok) throw new ClearLine(`${result.variable} ${result.sentence}`)
  return result.config
}
