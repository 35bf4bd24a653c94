import { expect, test } from 'vitest'
import { nearest } from './nearest-name.ts'
import { findCommand, readArguments, WrongUse } from './read-arguments.ts'

const names = ['serve', 'due', 'map check', 'map draft', 'clock advance']

test('a command of one word or two is found, and the rest is its arguments', () => {
  expect(findCommand(names, ['due', '--json'])).toEqual({ name: 'due', rest: ['--json'] })
  expect(findCommand(names, ['map', 'check', 'a.yml'])).toEqual({ name: 'map check', rest: ['a.yml'] })
})

test.each([
  [['serv'], /no command "serv"\. Did you mean "serve"\?/],
  [['serv', 'now'], /Did you mean "serve"\?/],
  [['map', 'chek', 'a.yml'], /no command "map chek"\. Did you mean "map check"\?/],
  [['clokc', 'advance', 'P1D'], /Did you mean "clock advance"\?/],
  [['map'], /"map" needs one more word: check, draft/],
  [['map', '--json'], /"map" needs one more word: check, draft/],
  [['banana'], /^There is no command "banana"\.$/],
  [['--json'], /no command "--json"/],
  [['constructor'], /no command "constructor"/],
])('%j is not understood, and it says what was meant', (argv, sentence) => {
  expect(() => findCommand(names, argv)).toThrow(WrongUse)
  expect(() => findCommand(names, argv)).toThrow(sentence)
})

const command = {
  usage: 'map check FILE',
  options: { url: { type: 'string', multiple: true }, json: { type: 'boolean' } },
} as const

test('options may stand before and after arguments, and repeat', () => {
  expect(readArguments(command, ['--url', 'a', 'x.yml', '--url=b', '--json'])).toEqual({
    positionals: ['x.yml'],
    values: expect.objectContaining({ url: ['a', 'b'], json: true }),
  })
})

test.each([
  [['--jsn'], 'There is no option --jsn. Did you mean --json?'],
  [['--frobnicate'], 'There is no option --frobnicate.'],
  [['-x'], 'There is no option -x.'],
])('%j is refused in one line, with the usage', (rest, sentence) => {
  expect(() => readArguments(command, rest)).toThrow(
    expect.objectContaining({ message: sentence, usage: command.usage }),
  )
})

test.each([[['--url']], [['--json=yes']]])('%j is refused in one line', rest => {
  expect(() => readArguments(command, rest)).toThrow(/^[^\n]+\.$/)
})

test('nothing is guessed from too little', () => {
  expect(nearest('x', ['due', 'find'])).toBeUndefined()
  expect(nearest('DEU', ['due', 'find'])).toBeUndefined()
  expect(nearest('du', ['due', 'find'])).toBe('due')
})
