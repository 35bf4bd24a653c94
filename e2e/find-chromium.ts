import { spawnSync } from 'node:child_process'

/** The one without a window first: drawing for nobody takes a third of the time. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const onMac = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A name on the PATH may be an empty shell that only points to a shop: it counts when it can say its version. */
const answers = (program: string) => {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return status === 0 && /chrom/i.test(stdout)
}

const install = (program: string, args: string[]) => {
  console.log(`No Chromium here: ${program} ${args.join(' ')}`)
  return (
    spawnSync(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  )
}

/**
 * The browser the stories run in: CHROMIUM, else one of this system, else installed by apt (as root), else by playwright, which
 * then finds it itself (`undefined`). Throws one sentence when none can be had.
 */
export const findChromium = (): string | undefined => absolute(findProgram())

/** A name on the PATH, as playwright wants it: a path. */
const absolute = (program: string | undefined) =>
  program && !program.includes('/')
    ? spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
    : program

function findProgram(): string | undefined {
  const { CHROMIUM } = process.env
  if (CHROMIUM) {
    if (answers(CHROMIUM)) return CHROMIUM
    throw new Error(`CHROMIUM=${CHROMIUM} is no browser that starts.`)
  }
  const found = [...names, ...onMac].find(answers)
  if (found) return found
  const apt = process.getuid?.() === 0 && answersAtAll('apt-get')
  if (apt)
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (install('apt-get', ['install', '-y', '--no-install-recommends', name]) && answers(name)) return name
  if (install('npx', ['playwright', 'install', 'chromium'])) return undefined
  throw new Error('No Chromium: install one (or name it in CHROMIUM); the stories cannot run without a browser.')
}

const answersAtAll = (program: string) => spawnSync(program, ['--version']).status === 0
