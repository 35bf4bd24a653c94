'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Asks the server for the page again every few seconds while something is under way and the page is looked at. Renders nothing; without
 * JavaScript the page must offer a link to itself. Leave it out as soon as nothing moves any more.
 */
export const AutoRefresh = ({ seconds = 3 }: { seconds?: number }) => {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [router, seconds])
  return null
}
