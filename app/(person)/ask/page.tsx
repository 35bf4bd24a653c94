import { redirect } from 'next/navigation'
import { nextQuestion, readDraft } from '#lib/web/ask-draft.ts'

/** Begins, or goes on where the answers stop. */
export default async function AskPage() {
  const draft = await readDraft()
  const question = nextQuestion(draft)
  redirect(Object.keys(draft).length === 0 ? '/ask/address' : question ? `/ask/${question}` : '/ask/check')
}
