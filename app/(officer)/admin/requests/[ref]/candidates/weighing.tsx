import { getTranslations } from 'next-intl/server'
import { type Sign, signs as sides } from '#lib/candidates/candidate-words.ts'
import type { CandidateSeen } from '#lib/candidates/view-candidates.ts'

/** What the records of a candidate share with the person's own, or that they only hang on what was said to be theirs; where they lie and how many they are. */
export const Shared = async ({ candidate }: { candidate: CandidateSeen }) => {
  const t = await getTranslations('candidates')
  const { kinds, records, dataset, collection } = candidate
  const said = kinds.map(kind => (t.has(`kind.${kind}`) ? t(`kind.${kind}`) : kind))
  return (
    <p>
      <code className="text-ink-soft">{`${dataset}.${collection}`}</code> · {t('records', { count: records })} ·{' '}
      {said.length > 0 ? t('by', { kinds: said.join(', ') }) : t('hangs')}
    </p>
  )
}

/** What speaks for and against a candidate, side by side. */
export const Weighing = ({ signs }: { signs: readonly Sign[] }) => (
  <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
    <Side side="for" signs={signs} />
    <Side side="against" signs={signs} />
  </div>
)

const Side = async ({ side, signs }: { side: 'for' | 'against'; signs: readonly Sign[] }) => {
  const t = await getTranslations('candidates')
  const here = signs.filter(({ sign }) => sides[sign] === side)
  return (
    <div>
      <p className="font-semibold">{t(side)}</p>
      {here.length === 0 ? (
        <p className="text-ink-soft">{t('nothing')}</p>
      ) : (
        <ul>
          {here.map(({ sign, number }) => (
            <li key={sign}>{t(`sign.${sign}`, { number })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
