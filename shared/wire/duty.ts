import * as z from 'zod'
import * as field from './directory-fields.ts'
import { instant } from './problem.ts'

const person = field.id.max(64)
const prose = z.string().trim().min(1).max(1000)

/** Body of `POST /api/contracts/{id}/duty`. */
export const dutyPlanSchema = z
  .strictObject({
    clause: field.line,
    need: field.line.meta({ description: 'The plan that is owed, such as `meeting-plan-e5`' }),
    about: field.line.default('contract').meta({ description: 'A site; default: the contract itself' }),
    shifts: z
      .array(
        z.strictObject({
          person,
          from: instant,
          to: instant,
          tier: z
            .int()
            .min(0)
            .max(50)
            .exactOptional()
            .meta({ description: 'The line of support on which they are asked first meanwhile. Left out: the first' }),
        }),
      )
      .min(1)
      .max(60)
      .meta({ description: 'Who is there: together all of the days, or it says when nobody is' }),
    deputies: z.array(person).min(1).max(20).meta({ description: 'Who stands in for them, in this order' }),
    phones: prose.meta({ description: 'Whom to ring, one after the other' }),
    watched: prose.meta({ description: 'What is watched, and what is done when it fails' }),
  })
  .meta({ id: 'DutyPlan' })
