import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Actions } from '#components/actions.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { Time } from '#components/time.tsx'
import { viewClock } from '#lib/demo/view-clock.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { demoOnly } from '#lib/web/demo-visit.ts'
import { speechIn } from '../../speech.ts'
import { letDaysPass } from '../action.ts'

type Props = { searchParams: Promise<{ [name: string]: string | string[] | undefined }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('demo'))('clock.title'),
})

const steps = { one: 'P1D', seven: 'P7D', month: 'P31D' } as const

/** The demo's time, and buttons to let it pass. */
export default async function ClockPage({ searchParams }: Props) {
  await demoOnly()
  const t = await getTranslations('demo.clock')
  const clock = await viewClock(await askingActor(), undefined)
  if (!clock.ok) throw new Error(`The demo's clock could not be read: ${clock.why}`)
  const { now, zone } = clock.value
  const speech = await speechIn(zone)
  return (
    <>
      {'moved' in (await searchParams) && <Notice tone="success" announce="status" title={t('moved')} />}
      <h1>{t('title')}</h1>
      <p className="text-lg">{t.rich('now', { now: () => <Time iso={now} text={speech.instant(now)} /> })}</p>
      <p>{t('text')}</p>
      <form action={letDaysPass}>
        <Actions>
          {(Object.keys(steps) as (keyof typeof steps)[]).map(step => (
            <SubmitButton key={step} name="duration" value={steps[step]} tone="secondary" sending={t(`by.${step}`)}>
              {t(`by.${step}`)}
            </SubmitButton>
          ))}
        </Actions>
      </form>
    </>
  )
}
