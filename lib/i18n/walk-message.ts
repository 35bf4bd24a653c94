export class IcuSyntaxError extends Error {
  override name = 'IcuSyntaxError'
}

type Visitor = {
  /** What a person reads; the answer takes its place. */
  words?: (text: string) => string
  /** An argument or a tag, as `name`, `name:number`, `name:plural` or `<name>`. */
  argument?: (signature: string) => void
}

/**
 * Walks an ICU message, giving its words and its arguments to the visitor, and returns the message with the words replaced.
 * Syntax (`{name}`, `<strong>`, selectors, quoted braces) is kept to the letter. Throws `IcuSyntaxError` when braces do not pair.
 */
export const walkMessage = (message: string, { words = text => text, argument = () => {} }: Visitor): string => {
  let at = 0

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(message)
    if (found) at += found[0].length
    return found
  }
  const need = (pattern: RegExp): string => {
    const found = take(pattern)
    if (!found) throw new IcuSyntaxError(`cannot read this message at position ${at}: ${message}`)
    return found[0]
  }

  const text = (): string => {
    let result = ''
    for (;;) {
      const plain = take(/(?:[^{}<']|''|'(?![{}<#|'])|<(?!\/?[A-Za-z]))+/y)
      const quoted = plain ? null : take(/'[{}<#|](?:[^']|'')*(?:'|$)/y)
      const tag = plain || quoted ? null : take(/<\/?([A-Za-z][\w-]*)\s*\/?>/y)
      if (plain) result += words(plain[0])
      else if (quoted) result += quoted[0]
      else if (tag) {
        argument(`<${tag[1]}>`)
        result += tag[0]
      } else if (message[at] === '{') result += placeholder()
      else return result
    }
  }

  const placeholder = (): string => {
    const head = need(/\{\s*[\w.-]+\s*/y)
    const name = head.slice(1).trim()
    const kind = take(/,\s*(\w+)\s*/y)
    argument(kind ? `${name}:${kind[1]}` : name)
    if (!kind) return head + need(/\}/y)
    if (!/^(?:plural|select|selectordinal)$/.test(kind[1] ?? '')) return head + kind[0] + need(/(?:,[^{}]*)?\}/y)
    let result = head + kind[0] + need(/,\s*(?:offset:\d+\s*)?/y)
    for (let branch = take(selector); branch; branch = take(selector)) result += branch[0] + text() + need(/\}\s*/y)
    return result + need(/\}/y)
  }

  const result = text()
  if (at !== message.length) throw new IcuSyntaxError(`cannot read this message at position ${at}: ${message}`)
  return result
}

const selector = /(?:=\d+|[\w-]+)\s*\{/y

/** The arguments and tags of a message, sorted and without repetition: two translations must agree on them. */
export const messageArguments = (message: string): string[] => {
  const signatures = new Set<string>()
  walkMessage(message, { argument: signature => signatures.add(signature) })
  return [...signatures].sort()
}
