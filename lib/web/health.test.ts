import { expect, test } from 'vitest'
import { judge } from './health.ts'

const sound = { migrated: true, workers: 2, oldestJobSeconds: 3, jobsGivenUp: 0 }

test('a portal that serves and works is ready', () => {
  expect(judge(sound, true)).toEqual({
    status: 'ready',
    database: 'ok',
    migrations: 'ok',
    vault: 'ok',
    worker: 'ok',
    queue: 'ok',
    workers: 2,
    oldestJobSeconds: 3,
    jobsGivenUp: 0,
  })
})

test.each([
  ['no worker speaks', { ...sound, workers: 0 }, { worker: 'failing' }],
  ['a job waits for nobody', { ...sound, oldestJobSeconds: 301 }, { queue: 'failing' }],
  ['a job has given up', { ...sound, jobsGivenUp: 1 }, { queue: 'failing' }],
])('where %s, pages are served all the same', (_, found, words) => {
  expect(judge(found, true)).toMatchObject({ status: 'degraded', ...words })
})

test.each([
  ['the database does not answer', undefined, true, { database: 'failing', migrations: 'failing' }],
  ['the database is older than the program', { ...sound, migrated: false }, true, { migrations: 'failing' }],
  ['the vault cannot be written to', sound, false, { vault: 'failing', database: 'ok' }],
])('where %s, no traffic should come here', (_, found, vault, words) => {
  expect(judge(found, vault)).toMatchObject({ status: 'not-ready', ...words })
})
