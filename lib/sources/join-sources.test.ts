import { afterEach, expect, test, vi } from 'vitest'
import { joinSources } from './join-sources.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const row = (connectionVariable: string, passwordVariable: string) => ({
  key: 'shop',
  kind: 'postgres',
  connectionVariable,
  map: `fides_key: shop\nfides_meta: {x_dossier: {password_env: ${passwordVariable}}}\ncollections:\n- {name: a, fields: [{name: id}]}`,
})

test('a source has the password that its map names in the environment', () => {
  vi.stubEnv('SHOP_URL', 'postgres://reader@db.example.org/shop')
  vi.stubEnv('SHOP_PASSWORD', 'opens')
  const { addresses } = joinSources([row('SHOP_URL', 'SHOP_PASSWORD')])
  expect(addresses).toEqual({ shop: { url: 'postgres://reader@db.example.org/shop', password: 'opens' } })
})

test('a map cannot have a key of the portal sent anywhere as a password, nor its own database searched', () => {
  vi.stubEnv('SHOP_URL', 'https://elsewhere.example.org')
  vi.stubEnv('DOSSIER_VAULT_KEY', 'secret')
  vi.stubEnv('DATABASE_URL', 'postgres://dossier_app:secret@db.example.org/dossier')
  const said = ['DOSSIER_VAULT_KEY', 'DATABASE_URL', 'NEXTAUTH_SECRET'].map(name =>
    joinSources([row('SHOP_URL', name)]),
  )
  expect(said.map(({ addresses }) => addresses.shop!.password)).toEqual([undefined, undefined, undefined])
  expect(joinSources([row('DATABASE_URL', 'X')]).addresses).toEqual({})
})
