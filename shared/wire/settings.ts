import * as z from 'zod'
import { NUMBERS } from '../directory/reached.ts'
import { WAITING_KINDS } from '../ports/store.ts'
import { instant } from './problem.ts'

const words = z.strictObject({ zh: z.string(), en: z.string() })

const personSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  number: z.enum(NUMBERS).meta({
    description:
      'Whether their number was proved by the code of a test message; changed: another than that one, which counts until then',
  }),
  turns: z.array(z.strictObject({ roster: z.string(), tier: z.string() })).meta({ description: 'Takes turns there' }),
  manages: z.array(z.string()).meta({ description: 'Rosters of which they are the manager' }),
  teams: z.array(z.string()).meta({ description: 'Beyond the desk: rd, production, experts' }),
})

const machineSchema = z.strictObject({
  host: z.enum(['oneMachine', 'aws']),
  versions: z.strictObject({ chengnuo: z.string().exactOptional(), node: z.string() }),
  channels: z
    .array(z.strictObject({ name: z.string(), carries: z.enum(['text', 'mail', 'voice']) }))
    .exactOptional()
    .meta({ description: 'By which messages really leave' }),
  handedOver: z
    .array(
      z.strictObject({
        to: z.enum(['staff', 'contacts']),
        sent: z.int(),
        failed: z.int(),
        lastAt: instant.exactOptional(),
      }),
    )
    .exactOptional()
    .meta({ description: 'Within a day' }),
  keys: z
    .array(
      z.strictObject({
        name: z.string(),
        from: z.enum(['file', 'environment', 'memory']),
        valid: z.int().meta({ description: 'How many count: two while one has taken another’s place' }),
        changedAt: instant.exactOptional(),
      }),
    )
    .exactOptional()
    .meta({ description: 'Which there are, never what they say' }),
  backup: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pointInTime') }),
    z.strictObject({
      kind: z.literal('file'),
      last: z.strictObject({ at: instant, file: z.string(), bytes: z.int() }).exactOptional(),
      isLate: z.boolean().exactOptional().meta({ description: 'The latest that should be there is not' }),
    }),
  ]),
  sweptSecondsAgo: z.int().exactOptional(),
})

export const settingsSchema = z
  .strictObject({
    at: instant,
    machine: machineSchema.meta({ description: 'What the host knows of itself; what is absent is not known there' }),
    late: z.strictObject({
      subjects: z.array(z.strictObject({ subject: z.string(), tries: z.int().exactOptional() })),
      messages: z.array(z.strictObject({ kind: z.enum(WAITING_KINDS), count: z.int(), oldestAt: instant })),
      most: z.int().meta({ description: 'So many of each are looked at' }),
    }),
    plans: z.array(
      z.strictObject({ id: z.string(), version: z.int(), title: words, contracts: z.int(), newest: z.boolean() }),
    ),
    people: z.array(personSchema),
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof settingsSchema>
