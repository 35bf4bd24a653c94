/** One way to make addresses that are nearly a person's. Letter case is none: `Anna@` and `anna@` are one person's rows. */
export type Rule = {
  name: string
  /** Rules that pick a letter go on with another one in the next round. */
  rounds?: number
  make: (local: string, domain: string, pick: Pick) => Iterable<string>
}

/** A number below `below`, the same for the same address: the same search gives the same verdict. */
export type Pick = (below: number) => number

// Letters that look alike and are not folded onto each other by lower().
const lookalikes: { [letter: string]: string } = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  l: '1',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

function* replaced(local: string, by: (letter: string, at: number) => string | undefined) {
  const all = [...local]
  for (const [at, letter] of all.entries()) {
    const other = by(letter, at)
    if (other !== undefined && other !== letter) yield [...all.slice(0, at), other, ...all.slice(at + 1)].join('')
  }
}

const inDomain = (locals: Iterable<string>, domain: string) => [...locals].map(local => `${local}@${domain}`)

export const rules: readonly Rule[] = [
  {
    name: 'underscore',
    make: (local, domain) =>
      inDomain(
        replaced(local, () => '_'),
        domain,
      ),
  },
  {
    name: 'percent',
    make: (local, domain) => [`%@${domain}`, `${local}%@${domain}`, `${local}@%`, `%${local}@${domain}`, '%@%', '%'],
  },
  {
    name: 'domain-wildcard',
    make: (local, domain) => [`${local}@${domain.replace('.', '_')}`, `${local}@${domain.replace(/[^.]+$/, '%')}`],
  },
  {
    name: 'pattern',
    make: (local, domain) => [`.*@${domain}`, `^${local}@${domain}$`, `*@${domain}`, `${local}.@${domain}`],
  },
  {
    name: 'same-domain',
    make: (_local, domain, pick) => [`nobody-${pick(1e9)}@${domain}`, `@${domain}`, domain, `x@${domain}`],
  },
  {
    name: 'same-local',
    make: (local, domain, pick) => [
      `${local}@decoy-${pick(1e9)}.test`,
      `${local}@mail.${domain}`,
      `${local}@${domain}.test`,
      local,
      `${local}@`,
    ],
  },
  {
    name: 'plus-tag',
    make: (local, domain, pick) => [
      `${local}+decoy@${domain}`,
      `${local}+${pick(1e6)}@${domain}`,
      `${local}+@${domain}`,
    ],
  },
  {
    name: 'trailing',
    make: (local, domain) => [
      `${local}@${domain}.`,
      `${local}.@${domain}`,
      `${local} @${domain}`,
      `${local}@${domain} `,
      ` ${local}@${domain}`,
    ],
  },
  {
    name: 'list',
    make: (local, domain) => [
      `${local}@${domain},x@${domain}`,
      `x@${domain}, ${local}@${domain}`,
      `${local}@${domain};${local}@${domain}`,
      `<${local}@${domain}>`,
      `"${local}"@${domain}`,
    ],
  },
  { name: 'substring', make: (local, domain) => substrings(local, domain) },
  { name: 'one-more', rounds: 100, make: (local, domain, pick) => longer(local, domain, pick) },
  { name: 'swapped', make: (local, domain) => inDomain(swapped(local), domain) },
  { name: 'dots', make: (local, domain) => inDomain(new Set([local.replaceAll('.', ''), ...dotted(local)]), domain) },
  {
    name: 'lookalike',
    make: (local, domain) =>
      inDomain(
        replaced(local, letter => lookalikes[letter]),
        domain,
      ),
  },
  {
    name: 'domain-letter',
    rounds: 100,
    make: (local, domain, pick) =>
      [...replaced(domain, letter => (letter === '.' ? undefined : letters[pick(letters.length)]))].map(
        other => `${local}@${other}`,
      ),
  },
  {
    name: 'one-letter',
    rounds: 100,
    make: (local, domain, pick) =>
      inDomain(
        replaced(local, () => letters[pick(letters.length)]),
        domain,
      ),
  },
]

function* substrings(local: string, domain: string) {
  const whole = `${local}@${domain}`
  for (let cut = 1; cut < Math.min(local.length, 12); cut++) {
    yield whole.slice(cut)
    yield whole.slice(0, -cut)
    yield `${local.slice(0, -cut)}@${domain}`
  }
}

function* longer(local: string, domain: string, pick: Pick) {
  for (let at = 0; at <= local.length; at++)
    yield `${local.slice(0, at)}${letters[pick(letters.length)]}${local.slice(at)}@${domain}`
}

function* swapped(local: string) {
  for (let at = 1; at < local.length; at++)
    yield `${local.slice(0, at - 1)}${local[at]}${local[at - 1]}${local.slice(at + 1)}`
}

function* dotted(local: string) {
  for (let at = 1; at < local.length; at++) yield `${local.slice(0, at)}.${local.slice(at)}`
}
