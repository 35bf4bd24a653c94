import type { PackageHead } from './content.ts'
import type { Translate } from './writer.ts'

const rights = ['rectification', 'erasure', 'restriction', 'objection', 'portability', 'consent'] as const
const californian = ['correct', 'delete', 'opt-out', 'limit', 'no-retaliation'] as const

/** What the person may do next, whom they may complain to and that they may go to court (Art. 15(1)(e), (f), 77, 79 GDPR). */
export const rightsWords = ({ organisation, regimes }: PackageHead, t: Translate) => {
  const california = regimes.some(regime => regime.startsWith('ccpa'))
  const european = !california || regimes.length > 1
  const { name, contact, authority } = organisation
  return {
    text: t('rights.text', { contact }),
    lists: [
      ...(european ? [{ title: null, items: rights.map(right => t(`rights.${right}`)) }] : []),
      ...(california
        ? [{ title: t('rights.california.title'), items: californian.map(right => t(`rights.california.${right}`)) }]
        : []),
    ],
    title: t('rights.complaint-title'),
    complaint: [
      t('rights.complaint-us', { organisation: name, contact }),
      t('rights.complaint', { authority: authority.name, url: authority.url }),
      ...(european ? [t('rights.court')] : []),
    ],
  }
}
