import { getTranslations } from 'next-intl/server'
import { staffRoles } from '#lib/access/actor.ts'

/** Who acted: the kind, and for staff a pseudonym, because an auditor must see whether two acts were one person's. Nobody's name. */
export const ActorName = async ({ actor }: { actor: string }) => {
  const t = await getTranslations('auditor.actors')
  const [kind = '', id = ''] = actor.split(':')
  if (!['visitor', 'person', 'system', ...staffRoles].includes(kind)) return <span>{t('unknown')}</span>
  const isStaff = (staffRoles as readonly string[]).includes(kind)
  return (
    <span>
      {t(kind)}
      {isStaff && id && (
        <>
          {' '}
          <code dir="ltr" title={id}>
            {id.slice(0, 8)}
          </code>
        </>
      )}
    </span>
  )
}
