import type { ServerResponse } from 'node:http'

/** How a route says how long its answer is: Next drops `Content-Length` from a streamed one, and a download would show no progress. */
export const lengthHeader = 'x-dossier-length'

/** Gives a response the length its route named, at the moment the headers leave; nobody outside sees the name it travelled under. */
export function keepLength(response: ServerResponse): void {
  const leave = response.writeHead
  response.writeHead = ((...args: Parameters<typeof leave>) => {
    const length = response.getHeader(lengthHeader)
    if (length !== undefined) {
      response.removeHeader(lengthHeader)
      response.setHeader('Content-Length', length)
    }
    return leave.apply(response, args)
  }) as typeof leave
}
