import { parseExactly } from '../exact-json.ts'

/** A number, wherever it may stand in JSON, that a double may not keep: sixteen digits, an exponent, a zero with a sign. */
const delicate = /[:[, ](?:-0|-?\d+(?:\.\d+)?[eE]|-?\d{16}|-?\d{8,}\.\d|-?\d+\.\d{8})/

/** Where a text of JSON that begins at `from` ends. */
const endOfString = (json: string, from: number): number => {
  let end = from + 1
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1
  return end + 1
}

/** Where a value of JSON that begins at `from` ends; by hand, because a document may be nested deeper than a stack. */
const endOfValue = (json: string, from: number): number => {
  let depth = 0
  for (let at = from; ; ) {
    const character = json[at]!
    if (character === '"') {
      at = endOfString(json, at)
      continue
    }
    if (depth === 0 && (character === ',' || character === '}')) return at
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    at++
  }
}

/** A row as an object of JSON that the server wrote, but values with a number in doubt, which are read anew so that nothing of them is lost. */
export const exactRow = (json: string): string => {
  if (!delicate.test(json)) return json
  const parts = ['{']
  let at = 1
  while (json[at] === '"') {
    const colon = endOfString(json, at) + 1
    const end = endOfValue(json, colon)
    const value = json.slice(colon, end)
    parts.push(json.slice(at, colon), delicate.test(`:${value}`) ? JSON.stringify(parseExactly(value, true)) : value)
    if (json[end] === ',') parts.push(',')
    at = json[end] === ',' ? end + 1 : end
  }
  return [...parts, json.slice(at)].join('')
}
