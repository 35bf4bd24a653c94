import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkList } from '#components/link-list.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { Table } from '#components/table.tsx'
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
      <PeopleTable />
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

const PeopleTable = async () => {
  const t = await getTranslations('demo.who')
  const why = await getTranslations('demo.people')
  return (
    <Table
      caption={t('person.title')}
      captionHidden
      columns={[
        { key: 'name', label: t('person.name') },
        { key: 'why', label: t('person.why') },
        { key: 'go', label: t('person.go') },
      ]}
      rows={(Object.keys(people) as PersonName[]).map(name => ({
        key: name,
        cells: [
          <span key="name">
            <bdi>{people[name].fullName}</bdi>
            <br />
            <bdi className="text-sm font-normal text-ink-soft">{people[name].email}</bdi>
          </span>,
          why(kebab(name) as 'layla'),
          <form key="go" action={bePerson} className="flex flex-wrap gap-x-4">
            <input type="hidden" name="person" value={name} />
            {(['ask', 'sign-in'] as const).map(way => (
              <SubmitButton key={way} name="way" value={way} tone="quiet" sending={t(`person.${way}`)}>
                {t(`person.${way}`)}
                <span className="sr-only"> {t('person.ask-about', { name: people[name].fullName })}</span>
              </SubmitButton>
            ))}
          </form>,
        ],
      }))}
    />
  )
}
