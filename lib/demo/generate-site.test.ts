import { describe, expect, it } from 'vitest'
import { partners } from './fixed-rows.ts'
import { hostileTexts } from './free-texts.ts'
import { generateSite } from './generate-site.ts'
import { nearMisses, people } from './people.ts'
import { randomFor } from './random.ts'

const site = generateSite({ people: 500 })
const { rows, everybody, mentions } = site

describe('the made-up site', () => {
  it('has people of every script, at least twenty each', () => {
    const scripts: Record<string, RegExp> = {
      latin: /\p{Script=Latin}/u,
      cyrillic: /\p{Script=Cyrillic}/u,
      arabic: /\p{Script=Arabic}/u,
      hebrew: /\p{Script=Hebrew}/u,
      devanagari: /\p{Script=Devanagari}/u,
      chinese: /\p{Script=Han}/u,
    }
    for (const [script, letters] of Object.entries(scripts)) {
      const bearers = rows.contact.filter(contact => letters.test(contact.full_name))
      expect(bearers.length, script).toBeGreaterThanOrEqual(20)
      expect(
        rows.form_request.some(form => form.message !== null && letters.test(form.message)),
        script,
      ).toBe(true)
    }
  })

  it('uses addresses under example.org, example.com and .test only', () => {
    const texts = Object.values(rows).flatMap(table => table.flatMap(row => Object.values(row).flat().map(String)))
    const addresses = texts
      .flatMap(text => text.match(/[^\s",;:]+@[^\s",;]+/g) ?? [])
      .map(found => found.replace(/\.$/, ''))
    expect(addresses.length).toBeGreaterThan(2000)
    expect(addresses.filter(address => !/@(example\.(org|com)|[a-z0-9.-]+\.test)$/i.test(address))).toEqual([])
  })

  it('gives no two people one address, and no two but the Tarrantines one telephone', () => {
    const emails = everybody.map(person => person.email.toLowerCase())
    expect(new Set(emails).size).toBe(everybody.length)
    const sharers = everybody.filter(one => one.phone && everybody.some(two => two !== one && two.phone === one.phone))
    expect(sharers.map(person => person.email)).toEqual([people.aoife.email, people.cormac.email])
  })

  it('plants texts that name others and says where: the words stand in the message, and never name the author', () => {
    expect(mentions.length).toBe(30)
    for (const mention of mentions) {
      const form = rows.form_request[mention.formRequestId - 1]!
      expect(form.id).toBe(mention.formRequestId)
      expect(form.message).toContain(mention.words)
      expect(form.email.toLowerCase()).toBe(mention.author)
      expect(mention.named).not.toBe(mention.author)
      expect(rows.contact.some(contact => contact.email === mention.named)).toBe(true)
    }
    expect(mentions.filter(mention => mention.named === people.philippa.email).length).toBeGreaterThanOrEqual(3)
    expect(new Set(mentions.map(mention => mention.by))).toEqual(new Set(['name', 'email', 'phone']))
  })

  it('lets Robin write every hostile text once', () => {
    const written = rows.form_request
      .filter(form => form.email.toLowerCase() === people.robin.email)
      .map(form => form.message)
    expect(written.sort()).toEqual(hostileTexts.map(({ text }) => text).sort())
  })

  it('holds every named person as what they stand for', () => {
    for (const person of [...Object.values(people), ...Object.values(nearMisses)]) {
      const contact = rows.contact.find(({ email }) => email === person.email)
      expect(contact !== undefined, person.email).toBe(person.standing === 'contact')
      if (contact) expect(contact.full_name).toBe(person.fullName)
    }
    const forms = rows.form_request.filter(form => form.email.toLowerCase() === people.ingrid.email)
    expect(forms.map(form => form.contact_id)).toEqual([null])
  })

  it('gives data to partners on an occasion, never more than it has, and not after a no', () => {
    const formsOf = (id: number) => rows.form_request.filter(form => form.contact_id === id)
    const has: Record<string, (id: number) => boolean> = {
      newsletter: id => rows.mailing_recipient.some(recipient => recipient.contact_id === id),
      'demo form': id => formsOf(id).some(form => form.form === 'demo' && form.phone !== null),
      'form with a cookie': id => formsOf(id).some(form => form.visitor_cookie !== null),
    }
    for (const given of rows.disclosure) {
      const { on, row, receives } = partners.find(partner => partner.row.id === given.partner_id)!
      expect(given.partner_name).toBe(row.name)
      expect(has[on]?.(given.contact_id) ?? true, on).toBe(true)
      expect(receives).toEqual(expect.arrayContaining(given.what))
      if (given.what.includes('company')) expect(rows.contact[given.contact_id - 1]!.company_id).not.toBeNull()
      const no = rows.preference.find(
        said => said.contact_id === given.contact_id && said.topic === 'partners' && !said.allowed,
      )
      if (no && on !== 'newsletter') expect(given.disclosed_at < no.changed_at).toBe(true)
    }
    expect(new Set(rows.disclosure.map(given => given.partner_id)).size).toBe(partners.length)
  })

  it('asks with each form only what its wording of that day asked', () => {
    for (const form of rows.form_request) {
      const version = rows.form_version.find(other => other.form === form.form && other.version === form.form_version)!
      expect(version.in_use_from <= form.submitted_at).toBe(true)
      for (const field of ['company_name', 'job_title', 'company_address', 'phone', 'message'] as const)
        if (form[field] !== null) expect(version.asks_for, `${form.form} ${form.form_version}`).toContain(field)
    }
  })

  it('grows with the number of people and keeps the named ones', () => {
    const larger = generateSite({ people: 2000 })
    expect(larger.everybody.length).toBe(2000)
    expect(Object.values(larger.rows).reduce((sum, table) => sum + table.length, 0)).toBeGreaterThan(16_000)
    expect(new Set(larger.everybody.map(person => person.email)).size).toBe(2000)
    expect(new Set(larger.rows.company.map(company => company.name)).size).toBe(larger.rows.company.length)
  })
})

describe('the numbers behind it', () => {
  it('are the same for the same seed and purpose, and others otherwise', () => {
    const draw = (seed: number, purpose: string) => randomFor(seed, purpose).hex(32)
    expect(draw(1, 'forms')).toBe(draw(1, 'forms'))
    expect(new Set([draw(1, 'forms'), draw(2, 'forms'), draw(1, 'form'), draw(11, 'orms')]).size).toBe(4)
  })

  it('are spread evenly', () => {
    const random = randomFor(3, 'dice')
    const seen = Array.from({ length: 6 }, () => 0)
    for (let i = 0; i < 60_000; i++) seen[random.below(6)]!++
    for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})
