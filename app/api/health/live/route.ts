export const dynamic = 'force-dynamic'

/** This process answers. It says nothing of the database: a process is not restarted because another machine is down. */
export function GET(): Response {
  return Response.json({ status: 'live' })
}
