'use client'

import { Fault } from './fault.tsx'

/** The last boundary inside the document: the room's own layout failed, so there is no header to keep. */
export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main data-room="person" className="mx-auto max-w-180 px-4 py-12 sm:px-6">
      <Fault {...props} />
    </main>
  )
}
