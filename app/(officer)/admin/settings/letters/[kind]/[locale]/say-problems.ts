import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { WordingProblem } from '#lib/letters/check-wording.ts'
import { type LetterName, variablesOf } from '#lib/letters/kinds.ts'

/** What keeps a text from being saved, each as a sentence that says which and where. */
export async function sayProblems(kind: LetterName, problems: readonly WordingProblem[]): Promise<string[]> {
  const t = await getTranslations('letters')
  const where = (at: number) => (at === 0 ? t('problems.subject') : t('problems.paragraph', { number: at }))
  const known = Object.keys(variablesOf(kind)).join(', ')
  return problems.map(problem => {
    switch (problem.what) {
      case 'empty':
      case 'too-long':
        return t(`problems.${problem.what}`, { field: problem.field })
      case 'clause':
        return t('problems.clause', {
          clause: t(`clauses.${problem.clause}`),
          cite: problem.cite,
          name: problem.name,
        })
      case 'sometimes':
        return t('problems.sometimes', { clause: t(`clauses.${problem.clause}`), name: problem.name })
      case 'syntax':
      case 'not-said':
        return t(`problems.${problem.what}`, { where: where(problem.at) })
      default:
        return t(`problems.${problem.what}`, { where: where(problem.at), name: problem.name, known })
    }
  })
}
