import * as z from 'zod'
import { said } from './issue-words.ts'
import { instant } from './problem.ts'
import { rotation, rules } from './rota.ts'

const id = z.string().min(1).max(64)
const tier = z.int().min(0).max(50)
const reason = z.string().trim().min(1).max(500)
const from = instant.exactOptional().meta({ description: 'Default: now' })

const shown = {
  from: instant.exactOptional().meta({ description: 'Default: the beginning of this week, in the time of the roster' }),
  to: instant.exactOptional().meta({ description: 'At most 100 days after; default: five weeks' }),
}
export const rosterQuerySchema = z.strictObject(shown)

const changeKinds = [
  z.strictObject({ kind: z.literal('standIn'), tier, replaces: id.exactOptional(), person: id, from, to: instant }),
  z.strictObject({
    kind: z.literal('swap'),
    shifts: z
      .tuple([z.strictObject({ tier, at: instant }), z.strictObject({ tier, at: instant })])
      .meta({ description: 'Two shifts, each by any instant of it' }),
  }),
  z.strictObject({ kind: z.literal('leave'), person: id, from, to: instant }),
  z.strictObject({
    kind: z.literal('order'),
    tier,
    people: z.array(id).min(1).max(100).meta({ description: 'The first has the first shift that begins then' }),
    from,
  }),
  z.strictObject({ kind: z.literal('rota'), tier, rotation, rules: rules.exactOptional(), from }),
  z.strictObject({ kind: z.literal('end'), change: id, from }),
] as const

/** Body of `POST /api/rosters/{id}/changes`. */
export const rosterChangeSchema = z
  .strictObject({
    change: z.discriminatedUnion('kind', changeKinds, { error: said('没有这种改法', 'is no kind of change') }),
    reason: reason.meta({ description: 'Why; kept on record' }),
    version: z.int().min(0).meta({ description: '`version` of the roster as you read it' }),
    dryRun: z.boolean().default(false).meta({ description: 'Show how it would be; write nothing' }),
    shown: z.strictObject(shown).exactOptional().meta({ description: 'The time that the answer shows' }),
  })
  .meta({ id: 'RosterChangeRequest' })

const named = z.strictObject({ id: z.string(), name: z.string() })
const reachable = z.strictObject({ ...named.shape, phone: z.string() })
const heading = {
  id: z.string(),
  name: z.string(),
  timezone: z.string(),
  version: z.int().meta({ description: 'How often it was changed on record' }),
  mayChange: z.boolean().meta({ description: 'Whether you may change it' }),
  people: z.array(named).readonly().meta({ description: 'Everyone it names' }),
}

export const rosterListSchema = z
  .strictObject({
    at: instant,
    rosters: z.array(
      z.strictObject({
        ...heading,
        now: z
          .array(z.strictObject({ tier: z.string(), person: reachable.exactOptional(), until: instant }))
          .readonly()
          .meta({ description: 'Who is paged first on each tier, and until when; nobody where `person` is missing' }),
        manager: reachable.exactOptional(),
        problems: z.int().meta({ description: 'Gaps and contradictions of the next 14 days' }),
      }),
    ),
    staff: z.array(named).readonly().meta({ description: 'Everyone of ours who can be paged' }),
  })
  .meta({ id: 'RosterList' })

const stretch = { from: instant, to: instant }
const bar = z.strictObject({
  ...stretch,
  person: z.string().exactOptional().meta({ description: 'Who is paged first; missing: nobody is left' }),
  turn: z.string().meta({ description: 'Whose turn it is by rotation' }),
  layer: z.enum(['rotation', 'standIn', 'swap', 'leave', 'otherTier']),
  change: z.string().exactOptional(),
  reason: z.string().exactOptional(),
})

export const rosterCalendarSchema = z
  .strictObject({
    ...heading,
    at: instant,
    ...stretch,
    tiers: z.array(
      z.strictObject({
        tier: z.int(),
        name: z.string(),
        people: z.array(z.string()).readonly().meta({ description: 'In the order of their coming shifts' }),
        rotation: rotation.meta({ description: 'How it takes turns, where no rule holds' }),
        rules: rules.exactOptional(),
        turns: z.string().meta({ description: 'The same in words' }),
        bars: z.array(bar).readonly(),
      }),
    ),
    leaves: z.array(z.strictObject({ ...stretch, person: z.string(), reason: z.string(), change: z.string() })),
    managers: z
      .array(z.strictObject({ ...stretch, person: z.string() }))
      .meta({ description: 'Who answers for it: the manager, or their stand-in' }),
    problems: z.array(
      z.strictObject({
        kind: z.enum(['nobody', 'emptyTier', 'twoPlaces', 'twoTiers', 'managerAway']),
        tier: z.int().exactOptional(),
        person: z.string().exactOptional(),
        ...stretch,
        text: z.string(),
        free: z.array(z.string()).readonly().meta({ description: 'Who has no duty and no leave in that time' }),
      }),
    ),
    history: z
      .array(
        z.strictObject({
          change: z.string(),
          at: instant,
          by: z.string().meta({ description: 'Who said so' }),
          reason: z.string(),
          text: z.string(),
          isEnd: z.boolean().meta({ description: 'It ended a change early' }),
          canEnd: z.boolean().meta({ description: 'Something of it is still to come' }),
        }),
      )
      .meta({ description: 'Changes on record, newest first' }),
    saved: z.boolean().meta({ description: 'Of a dry run, and of what is only read: false' }),
  })
  .meta({ id: 'RosterCalendar' })
