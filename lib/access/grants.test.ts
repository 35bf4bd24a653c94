import { describe, expect, test } from 'vitest'
import type { Actor, ActorKind } from './actor.ts'
import { mayDo } from './authorise.ts'
import { grants, type Permission } from './grants.ts'

const actors: { [kind in ActorKind]: Actor } = {
  visitor: { kind: 'visitor', id: 'v' },
  person: { kind: 'person', id: 'p', provedAt: '2026-11-23T09:00:00Z' },
  officer: { kind: 'officer', id: 'o' },
  auditor: { kind: 'auditor', id: 'a' },
  admin: { kind: 'admin', id: 'm' },
  system: { kind: 'system', id: 'worker' },
}
const kinds = Object.keys(actors) as ActorKind[]
const permissions = Object.keys(grants) as Permission[]

const allowedTo = (kind: ActorKind) => permissions.filter(permission => mayDo(actors[kind], permission))

describe('who may do what', () => {
  test('is this table, and a change to it is a decision somebody reads', () => {
    const width = Math.max(...permissions.map(name => name.length))
    const lines = permissions.map(permission =>
      [permission.padEnd(width), ...kinds.map(kind => (mayDo(actors[kind], permission) ? kind : '-').padEnd(7))]
        .join(' ')
        .trimEnd(),
    )
    expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      request:submit        visitor person  -       -       -       -
      request:mend-address  visitor -       -       -       -       -
      request:read-own      -       person  -       -       -       -
      request:withdraw      -       person  -       -       -       -
      request:read          -       -       officer -       admin   -
      request:assign        -       -       officer -       admin   -
      request:change-regime -       -       officer -       -       -
      request:extend        -       -       officer -       -       -
      request:refuse        -       -       officer -       -       -
      request:close         -       -       officer -       -       -
      request:run           -       -       -       -       -       system
      finding:read          -       -       officer -       -       -
      finding:withhold      -       -       officer -       -       -
      collection:retry      -       -       officer -       -       -
      collection:run        -       -       -       -       -       system
      package:prepare       -       -       officer -       -       -
      package:preview       -       -       officer -       -       -
      package:release       -       -       officer -       -       -
      package:run           -       -       -       -       -       system
      package:download      -       person  -       -       -       -
      link:send             visitor person  -       -       -       -
      link:prove            visitor person  -       -       -       -
      link:disown           visitor person  -       -       -       -
      session:read          visitor -       -       -       -       -
      session:end           -       person  officer auditor admin   -
      staff:sign-in         visitor person  officer auditor admin   -
      staff:read-self       -       -       officer auditor admin   -
      staff:manage          -       -       -       -       admin   system
      organisation:read     visitor person  officer auditor admin   system
      organisation:set      -       -       -       -       admin   system
      source:read           -       -       officer -       admin   system
      source:set            -       -       -       -       admin   system
      mail:send             -       -       -       -       -       system
      mailbox:read-demo     visitor person  officer auditor admin   -
      clock:advance-demo    visitor person  officer auditor admin   system
      history:seal          -       -       -       -       -       system
      audit:read            -       -       -       auditor -       -
      history:verify        -       -       -       auditor -       system
      house:check           -       -       -       -       -       system
      keys:rotate           -       -       -       -       -       system
      "
    `)
  })

  test('an auditor reads, looks and verifies, and can change nothing', () => {
    const changing = allowedTo('auditor').filter(
      name =>
        ![
          'audit:read',
          'history:verify',
          'organisation:read',
          'session:end',
          'staff:sign-in',
          'staff:read-self',
        ].includes(name),
    )
    // The demo's mailbox and clock are everybody's, and exist nowhere else.
    expect(changing.filter(name => !name.endsWith('-demo'))).toEqual([])
  })

  test('an admin sees nothing that was found, and releases nothing', () => {
    expect(allowedTo('admin').filter(name => /^(finding|package|collection):/.test(name))).toEqual([])
  })

  test('a visitor reads no request, a person only their own', () => {
    expect(allowedTo('visitor').filter(name => /^(request|finding|audit):.*read/.test(name))).toEqual([])
    expect(allowedTo('person').filter(name => /:read/.test(name))).toEqual(
      expect.not.arrayContaining(['request:read', 'finding:read', 'audit:read', 'source:read']),
    )
  })
})
