import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The running portal as a story may know it: its address and its command line. */
export type Portal = {
  address: string
  /** `npm run -s dossier -- ARGS`: what it printed on stdout. Throws with what it printed on stderr when its status is not 0. */
  dossier: (...args: string[]) => Promise<string>
  /** Moves the demo's time forward, for example by `P31D`; gives the new time, an ISO 8601 instant. */
  advanceClock: (duration: string) => Promise<string>
}

export const portalAt = (address: string): Portal => {
  const dossier = async (...args: string[]) =>
    (await run(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', ...args], { maxBuffer: 64 * 1024 * 1024 }))
      .stdout
  const advanceClock = async (duration: string): Promise<string> =>
    JSON.parse(await dossier('clock', 'advance', duration, '--json')).now
  return { address, dossier, advanceClock }
}
