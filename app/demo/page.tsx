import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { LinkList } from '#components/link-list.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { staffRoles } from '#lib/access/actor.ts'
import { type PersonName, people } from '#lib/demo/people.ts'
import { demoOnly } from '#lib/web/demo-visit.ts'
import { bePerson, beStaff } from './action.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('demo'))('who.title') })

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Who to be: the people of the demo, each with the reason to look at them, and the staff by one click. */
export default async function DemoPage() {
  await demoOnly()
  const t = await getTranslations('demo.who')
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="text-lg">{t('lead')}</p>
      <h2>{t('staff.title')}</h2>
      <p>{t('staff.text')}</p>
      <ul className="grid gap-4">
        {staffRoles.map(role => (
          <li key={role} className="sheet flex flex-wrap items-center justify-between gap-4 p-5">
            <p className="min-w-0 flex-1 basis-56">{t(`staff.${role}.text`)}</p>
            <form action={beStaff}>
              <SubmitButton name="role" value={role} tone="secondary" sending={t(`staff.${role}.button`)}>
                {t(`staff.${role}.button`)}
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
      <h2>{t('person.title')}</h2>
      <p>{t('person.text')}</p>
      <People names={first} />
      <Details summary={t('person.more')}>
        <People names={others} />
      </Details>
      <p>{t('person.anybody')}</p>
      <h2>{t('more.title')}</h2>
      <LinkList
        links={(['mailbox', 'clock'] as const).map(key => ({
          key,
          href: `/demo/${key}`,
          title: t(`more.${key}`),
          text: t(`more.${key}-text`),
        }))}
      />
    </>
  )
}

/** Those whose stories differ most; the others are for who looks closer. */
const first: readonly PersonName[] = ['layla', 'gareth', 'marisol', 'ingrid', 'declan', 'oisin', 'nora', 'philippa']
const others = (Object.keys(people) as PersonName[]).filter(name => !first.includes(name))

const People = ({ names }: { names: readonly PersonName[] }) => (
  <ul className="grid gap-4 sm:grid-cols-2">
    {names.map(name => (
      <PersonCard key={name} name={name} />
    ))}
  </ul>
)

const PersonCard = async ({ name }: { name: PersonName }) => {
  const t = await getTranslations('demo.who')
  const why = await getTranslations('demo.people')
  const { fullName, email } = people[name]
  return (
    <li className="sheet flex flex-col p-5">
      <h3>
        <bdi>{fullName}</bdi>
      </h3>
      <p className="text-sm text-ink-soft wrap-anywhere">
        <bdi>{email}</bdi>
      </p>
      <p className="mt-2 flex-1">{why(kebab(name) as 'layla')}</p>
      <form action={bePerson} className="mt-2 flex flex-wrap gap-x-6">
        <input type="hidden" name="person" value={name} />
        {(['ask', 'sign-in'] as const).map(way => (
          <SubmitButton key={way} name="way" value={way} tone="quiet" sending={t(`person.${way}`)}>
            {t(`person.${way}`)}
            <span className="sr-only"> {t('person.ask-about', { name: fullName })}</span>
          </SubmitButton>
        ))}
      </form>
    </li>
  )
}
