import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { buildPackageOf, requestInReview } from '#lib/requests/request-for-tests.ts'
import { changeSetting } from './change-setting.ts'
import { firstSettings, settingKeys } from './settings.ts'
import { readSettings } from './settings-store.ts'
import { viewPortalSettings } from './view-portal-settings.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const now = () => begin(worker, ({ tx }) => readSettings(tx))

describe('the settings of the portal', () => {
  test('are as they came until an admin changes one; the history says from what to what, and by whom', async () => {
    expect(await now()).toEqual(firstSettings)
    expect(await changeSetting(desk.admin, { setting: 'download-days', value: '14' })).toMatchObject({ ok: true })
    expect(await changeSetting(desk.admin, { setting: 'download-days', value: '14' })).toMatchObject({
      why: 'already-done',
    })
    expect((await now())['download-days']).toBe(14)
    const shown = await viewPortalSettings(desk.officer, undefined)
    if (!shown.ok) throw new Error(shown.why)
    expect(shown.value.map(({ key }) => key)).toEqual(settingKeys)
    expect(shown.value[0]).toMatchObject({
      value: 14,
      changes: [{ before: '30', after: '14', by: { name: 'The admin' } }],
    })
    const { rows } = await desk.peek.query(`select data from dossier.history_event where type = 'setting-changed'`)
    expect(rows.map(row => row.data)).toEqual([{ setting: 'download-days', before: '30', after: '14' }])
  })

  test.each([
    ['download-days', '0'],
    ['download-days', '366'],
    ['download-days', 'a month'],
    ['four-eyes-release', 'perhaps'],
  ] as const)('cannot be what makes no sense: %s %s', async (setting, value) => {
    const before = await now()
    expect(await changeSetting(desk.admin, { setting, value })).toMatchObject({ why: 'invalid' })
    expect(await now()).toEqual(before)
  })

  test('belong to admins: an officer reads them, an auditor and a person do not touch them', async () => {
    const { person } = await requestInReview()
    for (const actor of [desk.officer, desk.auditor, person])
      expect(await changeSetting(actor, { setting: 'four-eyes-release', value: 'true' })).toMatchObject({
        why: 'not-allowed',
      })
    expect((await now())['four-eyes-release']).toBe(false)
  })

  test('of two admins who change one at once, each tells what really changed', async () => {
    const other = await employ('admin')
    await Promise.all([
      changeSetting(desk.admin, { setting: 'download-days', value: '20' }),
      changeSetting(other, { setting: 'download-days', value: '21' }),
    ])
    const { rows } = await desk.peek.query(
      `select data from dossier.history_event where stream = 'setting:download-days' order by version desc limit 2`,
    )
    expect(rows.map(row => row.data.before)).toEqual([rows[1].data.after, '14'])
    expect(String((await now())['download-days'])).toBe(rows[0].data.after)
    await changeSetting(desk.admin, { setting: 'download-days', value: '14' })
  })
})

describe('two pairs of eyes', () => {
  test('who had the package prepared does not release it; a colleague does, and it lies as long as set', async () => {
    await changeSetting(desk.admin, { setting: 'four-eyes-release', value: 'true' })
    const colleague = await employ('officer')
    const { ref } = await requestInReview()
    const id = await buildPackageOf(ref, desk.officer)
    expect(await releasePackage(desk.officer, { ref, package: id })).toMatchObject({ why: 'four-eyes' })
    const released = await releasePackage(colleague, { ref, package: id })
    expect(released).toMatchObject({ ok: true })
    const { rows } = await desk.peek.query(
      `select round(extract(epoch from expires_at - now()) / 86400)::int as days from dossier.package where id = $1`,
      [id],
    )
    expect(rows).toEqual([{ days: 14 }])
  })

  test('the database asks too: a hand that forgets the rule is refused', async () => {
    const { ref } = await requestInReview()
    const prepared = await preparePackage(desk.officer, { ref })
    if (!prepared.ok) throw new Error(prepared.why)
    const byHand = desk.peek.query(
      `select set_config('dossier.tx', 'test', false), set_config('dossier.actor', '${desk.officer.id}', false);
       update dossier.package set state = 'released' where id = '${prepared.value.id}'`,
    )
    await expect(byHand).rejects.toMatchObject({ code: 'DS004' })
    await changeSetting(desk.admin, { setting: 'four-eyes-release', value: 'false' })
  })
})
