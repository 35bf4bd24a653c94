import 'server-only'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { isDemoRequest } from '#lib/config/demo.ts'

/** Whether this visit may see the demo's own pages. */
export async function isDemoVisit(): Promise<boolean> {
  const sent = await headers()
  return isDemoRequest(sent.get('host'), sent)
}

/** On any other start, and through any proxy, the demo's pages do not exist. */
export async function demoOnly(): Promise<void> {
  if (!(await isDemoVisit())) notFound()
}
