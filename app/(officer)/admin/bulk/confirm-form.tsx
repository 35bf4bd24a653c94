'use client'

import { type Option, Select } from '#components/select.tsx'
import { Table } from '#components/table.tsx'
import { type VerbAction, VerbForm } from '../verb-form.tsx'
import type { BulkMove } from './read-chosen.ts'

type Row = { ref: string; status: string; due: string; assignee: string; outcomes: readonly Option[]; proposed: string }

type Props = {
  action: VerbAction
  move: BulkMove
  rows: readonly Row[]
  colleagues: readonly Option[]
  words: {
    label: string
    submit: string
    cancel: string
    to: string
    outcome: string
    columns: { [name: string]: string }
  }
}

/** Exactly the requests that will be touched, each by name; the form sends these and no others. */
export const ConfirmForm = ({ action, move, rows, colleagues, words }: Props) => (
  <VerbForm action={action} label={words.label} submit={words.submit} cancel={words.cancel}>
    {typed => (
      <>
        <input type="hidden" name="do" value={move} readOnly />
        {move === 'assign' && (
          <div className="max-w-md">
            <Select name="to" label={words.to} value={typed.value('to', '')} options={colleagues} />
          </div>
        )}
        <Table
          caption={words.label}
          captionHidden
          columns={['ref', 'status', 'due', move === 'assign' ? 'assignee' : 'outcome'].map(key => ({
            key,
            label: words.columns[key] ?? key,
          }))}
          rows={rows.map(row => ({
            key: row.ref,
            cells: [
              <span key="ref">
                <input type="hidden" name="ref" value={row.ref} readOnly />
                {row.ref}
              </span>,
              row.status,
              row.due,
              move === 'assign' ? (
                row.assignee
              ) : row.outcomes.length > 0 ? (
                <Select
                  key="outcome"
                  name={`outcome-${row.ref}`}
                  label={<span className="sr-only">{`${words.outcome} ${row.ref}`}</span>}
                  value={typed.value(`outcome-${row.ref}`, row.proposed)}
                  options={row.outcomes}
                />
              ) : (
                words.columns.open
              ),
            ],
          }))}
        />
      </>
    )}
  </VerbForm>
)
