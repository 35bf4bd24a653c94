import { parseArgs } from 'node:util'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { Arguments, CliCommand } from './command.ts'
import { nearest } from './nearest-name.ts'

/** The command line was not understood; `usage` is shown below the sentence, and the status is 2. */
export class WrongUse extends ClearLine {
  readonly usage: string | undefined
  constructor(sentence: string, usage?: string) {
    super(sentence)
    this.usage = usage
  }
}

/** Finds the command among `names` (one or two words) and what was typed after it. Throws WrongUse with the nearest name. */
export function findCommand(names: readonly string[], argv: readonly string[]): { name: string; rest: string[] } {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ')
    if (argv.length >= words && names.includes(name)) return { name, rest: argv.slice(words) }
  }
  const family = names.filter(name => name.startsWith(`${argv[0]} `))
  if (family.length > 0 && (argv.length === 1 || argv[1]?.startsWith('-')))
    throw new WrongUse(`"${argv[0]}" needs one more word: ${family.map(name => name.split(' ')[1]).join(', ')}.`)
  const typed = argv.filter(word => !word.startsWith('-')).slice(0, 2)
  const meant = nearest(typed.join(' '), names) ?? nearest(typed[0] ?? '', names)
  throw new WrongUse(`There is no command "${typed.join(' ') || argv[0]}".${meant ? ` Did you mean "${meant}"?` : ''}`)
}

/** Reads options and arguments as the command declares them. Throws WrongUse naming what is wrong, and the nearest option. */
export function readArguments(
  { usage, options }: Pick<CliCommand, 'usage' | 'options'>,
  rest: readonly string[],
): Arguments {
  try {
    const { positionals, values } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true })
    return { positionals, values }
  } catch (fault) {
    throw new WrongUse(explain(fault, Object.keys(options)), usage)
  }
}

function explain(fault: unknown, options: readonly string[]): string {
  const text = fault instanceof Error ? fault.message : String(fault)
  const unknown = /Unknown option '(-[^']*)'/.exec(text)?.[1]
  if (!unknown) return `${text.split('\n')[0]?.split('. ')[0]}.`
  const meant = nearest(unknown.replace(/^-+/, ''), options)
  return `There is no option ${unknown}.${meant ? ` Did you mean --${meant}?` : ''}`
}
