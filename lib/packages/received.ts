import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { Disclosure, PackagedRecord, PackagedValue, Received } from './content.ts'
import { groundOf } from './leaf.ts'

/** Enough for everybody but a trader in addresses; the rest is in its group, and is counted. */
const mostListed = 2_000

/** Gathers to whom what was given from the records of the collections that the map marks as disclosures. */
export class Recipients {
  private disclosures: Disclosure[] = []
  private more = 0

  add({ disclosures: fields }: CollectionFacts, record: PackagedRecord, pointer: string): void {
    if (!fields) return
    if (this.disclosures.length >= mostListed) {
      this.more += 1
      return
    }
    const value = (name: string | null): PackagedValue =>
      name !== null && Object.hasOwn(record.values, name) ? record.values[name]! : null
    this.disclosures.push({
      pointer,
      recipient: value(fields.recipient),
      at: value(fields.at),
      what: value(fields.what),
      purpose: value(fields.purpose),
    })
  }

  /** With the groups of the copy: their recipients by the map, where no record names them (Art. 15(1)(c) GDPR; CJEU C-154/21). */
  among(groups: readonly CollectionFacts[]): Received {
    const named = new Set(this.disclosures.map(({ recipient }) => recipient))
    const standing = groups
      .map(({ dataset, collection, label, recipients }) => ({
        dataset,
        collection,
        label,
        recipients: recipients.filter(name => !named.has(name)),
      }))
      .filter(({ recipients }) => recipients.length > 0)
    // By time where it is known: instants of one source are written alike.
    const at = ({ at }: Disclosure) => (typeof at === 'string' ? at : '')
    this.disclosures.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0))
    return { disclosures: this.disclosures, more: this.more, standing }
  }
}

/** A list of what was given, in one line; a value that is held back stays its marker. */
export const flatten = (value: PackagedValue): PackagedValue =>
  Array.isArray(value) && groundOf(value) === null && value.length > 0
    ? value.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')
    : value
