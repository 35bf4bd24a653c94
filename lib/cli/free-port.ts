import { createServer } from 'node:net'
import { ClearLine } from '#lib/config/clear-line.ts'

/** Whether nobody listens on this port of `host`. */
export const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

/** The first free port from `first` on, going on from 1535 after the last there is; throws ClearLine after a hundred. */
export async function nextFreePort(first: number, host: string): Promise<number> {
  for (let tried = 0; tried < 100; tried++) {
    const port = first + tried <= 65_535 ? first + tried : first + tried - 64_000
    if (await isFree(port, host)) return port
  }
  throw new ClearLine(`No free port on ${host} from ${first} on; choose another with PORT.`)
}
