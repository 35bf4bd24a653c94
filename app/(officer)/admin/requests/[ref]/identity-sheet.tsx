import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { viewIdentity } from '#lib/assurance/view-identity.ts'
import { desk } from '../../desk.ts'
import { Flags } from './identity/flags.tsx'
import { Standing } from './identity/standing.tsx'

/** How sure we are of the person, what an officer should know, and the way to the page where that is settled. */
export const IdentitySheet = async ({ reference }: { reference: string }) => {
  const { actor } = await desk()
  const t = await getTranslations('assurance.officer')
  const seen = await viewIdentity(actor, { ref: reference })
  if (!seen.ok) return null
  return (
    <Sheet
      id="identity"
      title={t('title')}
      aside={mayDo(actor, 'identity:decide') && <a href={`/admin/requests/${reference}/identity`}>{t('open')}</a>}
    >
      <Standing identity={seen.value} />
      <Flags flags={seen.value.review?.flags ?? []} read={seen.value.read} />
    </Sheet>
  )
}
