import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Directory } from '../../../shared/directory/directory.ts'
import { parseDirectory } from '../../../shared/wire/directory.ts'

/** The service plan of the story, whose limits are seconds. */
export const STORY_PLANS = join(import.meta.dirname, 'plans')

const DEMO = join(import.meta.dirname, '../../../infra/local/demo/directory.yaml')

/** Where messages go when they are really sent. */
export interface Recipient {
  readonly phone: string
  readonly email: string
}

/**
 * The demo's directory, with one person on each tier: who is paged must not depend on the day on which the story is told; and
 * without contracts, which would bind to plans that the story does not have. With a
 * recipient, all of ours are paged at that number, and all customers written to at that address.
 */
export function storyDirectory(recipient?: Recipient): Directory {
  const demo = parse(readFileSync(DEMO, 'utf8'))
  const always = (name: string, person: string) => ({
    name,
    rotation: { people: [person], start: '2026-01-05T09:00', every: 'week' },
  })
  const rosters = demo.rosters.map((roster: { id: string }) =>
    roster.id === 'east'
      ? { ...roster, tiers: [always('一线', 'chen-wei'), always('二线', 'zhou-jie')], overrides: [] }
      : roster,
  )
  const { people, contacts, ...rest } = parseDirectory({ ...demo, rosters, contracts: [] })
  if (!recipient) return { people, contacts, ...rest }
  return {
    ...rest,
    people: people.map((person) => ({ ...person, phone: recipient.phone })),
    contacts: contacts.map((contact) => ({ ...contact, email: recipient.email })),
  }
}
