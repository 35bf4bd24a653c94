import { getTranslations } from 'next-intl/server'
import type { Piece } from '#lib/notices/compare-texts.ts'

/** What came and what went, in its place. `ins` and `del` say it to readers too, and a word says it where colour cannot. */
export const Comparison = async ({ pieces }: { pieces: readonly Piece[] }) => {
  const t = await getTranslations('notices.one')
  if (pieces.every(({ kind }) => kind === 'same')) return <p>{t('nothing')}</p>
  return (
    <div className="whitespace-pre-line">
      {pieces
        .map((piece, index) => ({ ...piece, key: `${index}` }))
        .map(({ kind, text, key }) => {
          const shown = text.replace(/^## /, '')
          if (kind === 'same') return <span key={key}>{shown}</span>
          if (kind === 'added')
            return (
              <ins key={key} className="bg-success-soft">
                <span className="sr-only">[{t('added')}] </span>
                {shown}
              </ins>
            )
          return (
            <del key={key} className="bg-danger-soft">
              <span className="sr-only">[{t('removed')}] </span>
              {shown}
            </del>
          )
        })}
    </div>
  )
}
