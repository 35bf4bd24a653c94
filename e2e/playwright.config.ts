import { defineConfig } from '@playwright/test'

/** `e2e/run.ts` starts the portal and says where it is. */
const { PORTAL_URL, CHROMIUM, STORIES_REPORT } = process.env
if (!PORTAL_URL || !STORIES_REPORT) throw new Error('Run the stories with: npm run stories')

/** A browser that asks nobody anything: no updates, no experiments, no background requests. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // On two cores, beside a server and a worker, the threads of the script engine mostly wait for one another: a third of the browser's time.
  '--js-flags=--single-threaded',
]

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  // Many times what a story takes, so that a machine that does other work as well ends none of them; one that hangs is still ended.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: STORIES_REPORT }]],
  use: {
    baseURL: PORTAL_URL,
    locale: 'en-IE',
    timezoneId: 'Europe/Dublin',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    // Recording every step takes a sixth of the time; what fails in CI is told again at somebody's desk.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: { args: quiet, ...(CHROMIUM && { executablePath: CHROMIUM }) },
  },
})
