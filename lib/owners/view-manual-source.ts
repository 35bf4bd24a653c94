import { view } from '#lib/kernel/view.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { collectionsOf } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { readSources } from '#lib/sources/store.ts'
import { openOwner } from './mail-owner.ts'
import { readOwner } from './store.ts'

/** Who answers for a source and what was said of it, for the admin who changes it. */
export const viewManualSource = view({
  permission: 'source:set',
  async run({ tx }, key: string) {
    const source = (await readSources(tx)).find(one => one.key === key)
    const owner = source && (await readOwner(tx, key))
    const [collection] = source ? collectionsOf(knownMap(source)) : []
    if (!owner || !collection) return undefined
    const { label, purpose, legalBasis, source: origin, recipients } = collection.facts
    return {
      key,
      address: openOwner(key, owner.address),
      locale: owner.locale,
      days: String(owner.days),
      asked: owner.asked ? 'yes' : 'no',
      label: inLanguage(label, 'en'),
      purpose: inLanguage(purpose, 'en'),
      legalBasis: inLanguage(legalBasis, 'en'),
      origin: inLanguage(origin, 'en'),
      recipients: recipients.join('\n'),
      sensitivity: collection.sensitivity ?? 'sensitive',
    }
  },
})
