import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Columns } from '#components/columns.tsx'
import { Notice } from '#components/notice.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { isOpen } from '#lib/requests/status.ts'
import { viewCorrespondence } from '#lib/requests/view-correspondence.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'
import { DueCell } from '../../due-cell.tsx'
import { StatusCell } from '../../status-cell.tsx'
import { ByPost } from './by-post.tsx'
import { CandidatesSheet } from './candidates-sheet.tsx'
import { Deadline } from './deadline.tsx'
import { Duties } from './duties.tsx'
import { Facts } from './facts.tsx'
import { Found } from './found.tsx'
import { Head } from './head.tsx'
import { IdentitySheet } from './identity-sheet.tsx'
import { Mails } from './mails.tsx'
import { Moves } from './moves.tsx'
import { NextStep } from './next-step.tsx'
import { OthersSheet } from './others-sheet.tsx'
import { Story } from './story.tsx'
import { Written } from './written.tsx'

type Props = PageProps<'/admin/requests/[ref]'>

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: (await params).ref })

/** One request: what to do now, what was found, what happened. Who asks is shown to officers alone, and that they looked is recorded. */
export default async function RequestPage({ params, searchParams }: Props) {
  const { ref } = await params
  const { done } = await searchParams
  const { actor } = await desk()
  const t = await getTranslations('officer')
  const print = await getTranslations('record')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const onDesk = found.value
  const told = mayDo(actor, 'finding:read') ? await viewCorrespondence(actor, { ref }) : undefined
  const letters = told?.ok ? told.value : undefined
  const { request } = onDesk
  const said = typeof done === 'string' && t.has(`done.${done}`) ? t(`done.${done}`) : undefined
  return (
    <>
      <Head reference={ref}>
        {said && (
          <Notice tone="success" announce="status">
            <p>{said}</p>
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <h1>{t('request.title', { ref })}</h1>
          <StatusCell status={request.status} />
          {isOpen(request.status) && <DueCell {...onDesk} dueOn={request.dueOn} safeOn={request.safeOn} open />}
        </div>
        {mayDo(actor, 'record:read') && <a href={`/admin/requests/${ref}/record`}>{print('link')}</a>}
      </Head>
      <Columns
        aside={
          <>
            <Deadline onDesk={onDesk} />
            <Facts onDesk={onDesk} letters={letters} />
            <Moves onDesk={onDesk} />
          </>
        }
      >
        {letters?.post && <ByPost onDesk={onDesk} />}
        <NextStep onDesk={onDesk} />
        {request.attempt > 0 && <IdentitySheet reference={ref} />}
        {request.attempt > 0 && <CandidatesSheet reference={ref} />}
        {request.attempt > 0 && <OthersSheet reference={ref} />}
        {request.attempt > 0 && <Found onDesk={onDesk} />}
        <Duties onDesk={onDesk} />
        <Story onDesk={onDesk} reasons={letters?.reasons} />
        {letters && <Written letters={letters.letters} locale={request.locale} />}
        {letters && <Mails mails={letters.mails} />}
      </Columns>
    </>
  )
}
