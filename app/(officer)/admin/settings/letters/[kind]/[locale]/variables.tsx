import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { demandsOn } from '#lib/letters/clauses.ts'
import { isParagraph, type LetterName, type VariableType, variablesOf } from '#lib/letters/kinds.ts'

/** What each law wants said in this letter, with the section that wants it. */
export const Must = async ({ kind }: { kind: LetterName }) => {
  const t = await getTranslations('letters')
  const demands = demandsOn(kind)
  return (
    <Sheet id="must" title={t('edit.must')}>
      <p>{t('edit.must-lead')}</p>
      <ul className="text-sm">
        {demands.map(({ law, clauses, cite }) => (
          <li key={`${law} ${cite}`}>
            {clauses.map(clause => t(`clauses.${clause}`)).join(', ')} <span className="text-ink-soft">({cite})</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

export const VariableList = async ({ kind }: { kind: LetterName }) => {
  const t = await getTranslations('letters')
  const say = (type: VariableType) => {
    if (typeof type === 'object') return t('edit.choices', { choices: type.join(', ') })
    return isParagraph(type) ? t('edit.alone') : t(`edit.types.${type}`)
  }
  return (
    <Sheet id="variables" title={t('edit.variables')}>
      <ul className="text-sm">
        {Object.entries(variablesOf(kind)).map(([name, type]) => (
          <li key={name}>
            <code>{`{${name}}`}</code> <span className="text-ink-soft">{say(type)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
