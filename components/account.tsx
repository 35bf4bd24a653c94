import type { ReactNode } from 'react'

/** "Signed in as …" and the way out (a form: signing out changes something). */
export const Account = ({ text, signOut }: { text: ReactNode; signOut: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-3">
    <span className="wrap-anywhere text-ink-soft">{text}</span>
    {signOut}
  </div>
)
