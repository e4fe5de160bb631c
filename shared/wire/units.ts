import * as z from 'zod'
import { instant } from './problem.ts'

const count = z.int().min(0)
const day = z.iso.date()
const text = z.strictObject({ zh: z.string(), en: z.string() })

/** The file of a unit; master data and service records stand in it as they are on file. */
export const unitFileSchema = z
  .strictObject({
    unit: z.looseObject({ serial: z.string(), model: z.string(), name: z.string() }),
    site: z.looseObject({ id: z.string(), name: z.string() }).exactOptional(),
    customer: z.looseObject({ id: z.string(), name: z.string() }).exactOptional(),
    contract: z.looseObject({ id: z.string(), plan: z.string(), planVersion: z.int() }).exactOptional(),
    plan: z.strictObject({ id: z.string(), version: z.int(), title: text }).exactOptional(),
    warranty: z.strictObject({
      state: z.enum(['in', 'renewed', 'out', 'notStarted', 'unknown']),
      until: day.exactOptional().meta({ description: 'Last day of the term' }),
      clause: z.string().exactOptional(),
      except: z.array(z.string()).meta({ description: 'Origins of a fault that it does not cover' }),
      steps: z.array(text).meta({ description: 'The arithmetic' }),
    }),
    renewal: z
      .strictObject({ clause: z.string(), per: z.string(), priceFen: count.exactOptional() })
      .exactOptional()
      .meta({ description: 'What a further term would cost, in fen' }),
    history: z
      .array(z.looseObject({ repair: z.string(), reportedAt: instant, outcome: z.string() }))
      .meta({ description: 'Every repair of it, oldest report first' }),
    openRepair: z.string().exactOptional(),
  })
  .meta({ id: 'UnitFile' })

export const loanersSchema = z
  .strictObject({
    models: z.array(
      z.strictObject({
        model: z.string(),
        total: count,
        free: count,
        freeNew: count.meta({ description: 'Of the free ones, those still brand-new' }),
        reserved: count,
        lent: count,
        toFetchBack: count.meta({ description: 'Lent, though the repair is closed' }),
        inField: count.meta({ description: "Units of this model at customers'" }),
        needed: count.meta({ description: 'Open repairs for which one falls due, none reserved yet' }),
        neededNew: count.meta({ description: 'Of these, how many take only a brand-new one' }),
        short: z.boolean().meta({ description: 'Were all to fall due now, it would not be enough' }),
      }),
    ),
  })
  .meta({ id: 'Loaners' })
