import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import type { TriedWords } from './say-tried.ts'

export type ResultWords = { [name in 'title' | 'collection' | 'ended' | 'records' | 'why']: string }

/** How much lies where, and the way from the address to each collection. Counts alone: no key, no value. */
export const Result = ({ found, address, words }: { found: TriedWords; address: string; words: ResultWords }) => (
  <Sheet id="result" title={words.title} aside={<bdi className="wrap-anywhere">{address}</bdi>}>
    <p role="status">{found.summary}</p>
    {found.remarks.length > 0 && (
      <Notice tone="neutral">
        {found.remarks.map(remark => (
          <p key={remark}>{remark}</p>
        ))}
      </Notice>
    )}
    <Table
      caption={words.title}
      captionHidden
      columns={[
        { key: 'collection', label: words.collection },
        { key: 'ended', label: words.ended },
        { key: 'records', label: words.records, align: 'end' },
        { key: 'why', label: words.why },
      ]}
      rows={found.rows.map(({ key, label, place, ended, tone, count, why, steps, purpose }) => ({
        key,
        cells: [
          <span key="collection">
            {label} <code className="block font-normal text-ink-soft">{place}</code>
          </span>,
          <span key="ended" className="flex flex-wrap items-baseline gap-1.5">
            <StatusTag tone={tone}>{ended}</StatusTag>
            {why && <span className="text-sm">{why}</span>}
          </span>,
          count,
          steps.length === 0 ? null : (
            <span key="why">
              {steps.join(' → ')}
              {purpose && <span className="block text-sm text-ink-soft">{purpose}</span>}
            </span>
          ),
        ],
      }))}
    />
  </Sheet>
)
