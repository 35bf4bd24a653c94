export type BrokenBecause = 'altered' | 'truncated' | 'unknown-format' | 'unknown-key'

/**
 * Sealed bytes do not open: somebody changed, cut, swapped or reordered them, or the key that sealed them is not configured.
 * Names the place, never a key, a plaintext or the sealed bytes (ASVS 5.0 16.2.5).
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  readonly because: BrokenBecause
  readonly place: string

  constructor(because: BrokenBecause, place: string) {
    super(`The seal of ${place} is broken: ${because}`)
    this.because = because
    this.place = place
  }
}

/** A name that could leave its folder, or that two file systems would read differently. */
export class NameRefused extends Error {
  override readonly name = 'NameRefused'

  constructor(what: 'request' | 'object') {
    super(`This is no name for a vault ${what}: 1 to 100 of a-z, 0-9 and "-" are`)
  }
}

/** Nothing is stored under this name (any more). */
export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing'
  readonly place: string

  constructor(place: string) {
    super(`The vault holds no ${place}`)
    this.place = place
  }
}

/** The key of this request was destroyed (retention passed); what it sealed is gone for good, and it gets no second key. */
export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed'
  readonly request: string

  constructor(request: string) {
    super(`The vault key of request ${request} was destroyed`)
    this.request = request
  }
}

/** The place of sealed bytes does not answer, or refuses: after every try. Says where and a code, never what the store said. */
export class VaultUnreachable extends Error {
  override readonly name = 'VaultUnreachable'
  readonly place: string
  readonly code: string

  constructor(place: string, because: string | number) {
    super(`The vault failed (${because}) while ${place}`)
    this.place = place
    this.code = String(because)
  }
}
