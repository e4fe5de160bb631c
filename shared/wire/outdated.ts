import * as z from 'zod'
import { HOWS } from '../promise/agreement.ts'

const line = z.string().trim().min(1).max(200)
const text = z.strictObject({ zh: z.string(), en: z.string() })
const version = z.int().min(1)

/** Body of `POST /api/contracts/{id}/version`. */
export const moveSchema = z
  .strictObject({
    planVersion: version.meta({ description: 'Newer than the one it keeps, and in force' }),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Kept on the audit record' }),
    agreedBy: line
      .exactOptional()
      .meta({ description: "Who at the customer's agreed; needed where a change is worse for them" }),
    how: z.enum(HOWS).exactOptional().meta({ description: 'How they told us' }),
  })
  .meta({ id: 'ContractMove' })

export const outdatedSchema = z
  .strictObject({
    versions: z.array(
      z.strictObject({
        plan: z.string(),
        title: text,
        version,
        latest: version,
        changes: z
          .array(
            z.strictObject({
              clause: z.string().exactOptional().meta({ description: 'Absent: it holds for all clauses' }),
              effect: z.enum(['better', 'worse', 'changed']).meta({ description: 'For the customer' }),
              text,
            }),
          )
          .readonly(),
        contracts: z
          .array(z.strictObject({ id: z.string(), customer: z.string(), name: z.string().exactOptional() }))
          .readonly(),
      }),
    ),
  })
  .meta({ id: 'OutdatedContracts' })
