'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** Opens the browser's own print dialogue. Without JavaScript there is nothing it could do, so it is not there. */
export const PrintButton = ({ children }: { children: ReactNode }) => {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return null
  return (
    <Button type="button" tone="secondary" onClick={() => window.print()}>
      {children}
    </Button>
  )
}
