'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** A hidden field with path and query of the page it stands on: layouts are not told. In the server's HTML, so it works without JavaScript. */
export const CurrentPath = ({ name }: { name: string }) => {
  const query = useSearchParams().toString()
  const path = usePathname()
  return <input type="hidden" name={name} value={query ? `${path}?${query}` : path} readOnly />
}
