import { createHash } from 'node:crypto'

/**
 * Which rows of a collection were found, eight bytes for each: a person may have a million. Two keys out of a million and a thousand are
 * taken for one about once in ten thousand million searches.
 */
export class RowSet {
  #slots = new BigUint64Array(1 << 10)
  #size = 0

  add(key: readonly string[]): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    this.#put(numberOf(key))
  }

  has(key: readonly string[]): boolean {
    const number = numberOf(key)
    for (let at = this.#start(number); this.#slots[at] !== 0n; at = (at + 1) % this.#slots.length)
      if (this.#slots[at] === number) return true
    return false
  }

  #start(number: bigint): number {
    return Number(number % BigInt(this.#slots.length))
  }

  #put(number: bigint): void {
    let at = this.#start(number)
    while (this.#slots[at] !== 0n && this.#slots[at] !== number) at = (at + 1) % this.#slots.length
    if (this.#slots[at] === 0n) this.#size++
    this.#slots[at] = number
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new BigUint64Array(before.length * 2)
    this.#size = 0
    for (const number of before) if (number !== 0n) this.#put(number)
  }
}

/** Never 0, which is an empty slot. */
const numberOf = (key: readonly string[]): bigint =>
  createHash('sha256').update(JSON.stringify(key)).digest().readBigUInt64BE() || 1n
