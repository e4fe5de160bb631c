import * as z from 'zod'
import { instant } from './problem.ts'

const id = z.string().min(1).max(100)

/** Whose links, or of what. */
const whose = {
  person: id.exactOptional().meta({ description: 'Id of someone of ours' }),
  contact: id.exactOptional().meta({ description: "Id of a customer's contact" }),
}

const given = (...values: readonly unknown[]) => values.filter((value) => value !== undefined).length

/** Query of `GET /api/links`. */
export const linksQuerySchema = z
  .strictObject({
    ...whose,
    repair: id.exactOptional().meta({ description: 'Repair number' }),
    contract: id.exactOptional().meta({ description: 'Id of a contract' }),
    upgrade: id.exactOptional().meta({ description: 'Number of an upgrade' }),
    visit: id.exactOptional().meta({ description: 'Id of a planned visit' }),
  })
  .refine((asked) => Object.values(asked).filter((value) => value !== undefined).length === 1, {
    path: ['repair'],
    message: 'name a repair, a contract, an upgrade, a visit, a person or a contact',
  })

/** Body of `POST /api/links/revoke`. */
export const revokeSchema = z
  .strictObject({
    ...whose,
    repair: id.exactOptional().meta({ description: 'Only their link to this repair; absent: all of theirs' }),
    contract: id.exactOptional().meta({ description: 'Only their link to the papers of this contract' }),
    upgrade: id.exactOptional().meta({ description: 'Only their link to this upgrade' }),
    visit: id.exactOptional().meta({ description: 'Only their link to this planned visit' }),
    inbox: z.literal(true).exactOptional().meta({ description: 'Only their link to all that was asked of them' }),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Kept on the audit record' }),
  })
  .refine(({ person, contact }) => given(person, contact) === 1, {
    path: ['person'],
    message: 'name either a person or a contact',
  })
  .refine(({ repair, contract, upgrade, visit, inbox }) => given(repair, contract, upgrade, visit, inbox) < 2, {
    path: ['repair'],
    message: 'name one of repair, contract, upgrade, visit and inbox',
  })
  .refine(({ contact, contract, inbox }) => given(contact, contract ?? inbox) < 2, {
    path: ['contact'],
    message: 'has neither an inbox nor a link to a contract: name a person',
  })
  .meta({ id: 'Revocation' })
export type Revocation = z.infer<typeof revokeSchema>

/** A link that works; never the link itself. */
const linkSchema = z
  .strictObject({
    kind: z.enum(['engineer', 'customer', 'inbox']),
    person: z.string().exactOptional(),
    contact: z.string().exactOptional(),
    name: z.string(),
    repair: z.string().exactOptional(),
    contract: z.string().exactOptional(),
    upgrade: z.string().exactOptional(),
    notice: z.string().exactOptional(),
    visit: z.string().exactOptional(),
    feed: z.string().exactOptional().meta({ description: 'A calendar that somebody subscribes to: role, kind and id' }),
    sentAt: instant.exactOptional().meta({ description: 'When it was last in a message' }),
    endsAt: instant.exactOptional().meta({
      description: 'Absent: as long as they have a part in the repair or answer for the contract, and a while longer',
    }),
  })
  .meta({ id: 'Link' })
export type LinkView = z.infer<typeof linkSchema>

export const linkListSchema = z.strictObject({ links: z.array(linkSchema) }).meta({ id: 'LinkList' })
export const revokedSchema = z
  .strictObject({ at: instant, revoked: z.array(linkSchema).meta({ description: 'Those that worked until now' }) })
  .meta({ id: 'Revoked' })
