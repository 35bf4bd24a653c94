import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Time } from '#components/time.tsx'
import { Timeline } from '#components/timeline.tsx'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

/** Everything that happened to this request, the latest first, in plain words. */
export const Story = async ({ request: { story }, speech }: { request: OwnRequest; speech: Speech }) => {
  const t = await getTranslations('dialogue')
  return (
    <Details summary={t('story-title')}>
      <Timeline
        label={t('story-title')}
        entries={story.map(({ at, says }, position) => ({
          key: `${story.length - position}`,
          time: <Time iso={at.toString()} text={speech.instant(at)} />,
          sentence: t(`story.${says}`),
        }))}
      />
    </Details>
  )
}
