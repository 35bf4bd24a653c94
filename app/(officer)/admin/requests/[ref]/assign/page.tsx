import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { assignAction } from './action.ts'
import { AssignForm } from './form.tsx'

/** Who takes care of a request; oneself stands first. */
export default async function AssignPage({ params }: PageProps<'/admin/requests/[ref]/assign'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.assign')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const { request, staff } = found.value
  const shut = whyShut('assign', request.status)
  const able = [...staff.values()].filter(one => one.state === 'active' && one.role !== 'auditor')
  const mine = (id: string) => (id === actor.id ? 0 : 1)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <AssignForm
        action={assignAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
        now={request.assignedTo ?? ''}
        colleagues={able
          .toSorted((one, other) => mine(one.id) - mine(other.id) || one.name.localeCompare(other.name))
          .map(({ id, name }) => ({ value: id, label: id === actor.id ? t('me', { name }) : name }))}
      />
    </DecisionPage>
  )
}
