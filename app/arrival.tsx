'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * After a form has led to the next page in place, the focus goes to the page's content: Next would leave it on the first link of the
 * frame, and a screen reader would hear the frame again at every question. A page that was loaded whole is left to the browser.
 */
export const Arrival = () => {
  const path = usePathname()
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    const main = document.getElementById('main')
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
  }, [path])
  return null
}
