import * as z from 'zod'
import { LONGEST_REPORT } from '../kernel/typed.ts'
import { MILESTONES } from '../plan/plan.ts'
import { MATTERS } from '../plan/rules.ts'
import { said } from './issue-words.ts'
import { instant } from './problem.ts'

export const contactFields = {
  name: z.string().min(1).max(100),
  phone: z.string().min(3).max(40).exactOptional(),
  email: z.email().max(254).exactOptional(),
}

export const callFields = {
  callId: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'Your id of the call; a repeat with the same id changes nothing' }),
  caller: z
    .string()
    .regex(
      /^\+[1-9]\d{6,14}$/,
      said(
        '要写成带国家代码的电话号码，例如 +8613800138000',
        'must be a phone number in E.164, such as +8613800138000',
      ),
    )
    .meta({ description: 'E.164' }),
  serial: z.string().min(1).max(100).exactOptional(),
  severity: z.string().min(1).max(40).exactOptional(),
  symptoms: z
    .string()
    .min(1)
    .max(LONGEST_REPORT, said(`最多 ${LONGEST_REPORT} 个字`, `is longer than ${LONGEST_REPORT} characters`)),
  matter: z.enum(MATTERS).exactOptional().meta({
    description:
      'What the call is about: a unit that fails, or goods that arrived short, damaged or wrong. Default: fault',
  }),
  contact: z.strictObject(contactFields).exactOptional(),
  reportedAt: instant.exactOptional().meta({ description: 'When the report reached you; default: now' }),
}

/** A call that another system took: the body of `POST /hotline/calls`. */
export const callSchema = z.strictObject(callFields).meta({ id: 'Call' })

export const callAnswerSchema = z
  .strictObject({
    repairId: z.string(),
    plannedWorkUntil: instant
      .exactOptional()
      .meta({ description: 'Planned work is under way where it stands: someone is called at the end of it' }),
    clocks: z.array(z.strictObject({ clause: z.string(), milestone: z.enum(MILESTONES), dueAt: instant })),
  })
  .meta({ id: 'CallAnswer' })
export type CallAnswer = z.infer<typeof callAnswerSchema>

/** Opened all the same: with what could be read. */
export const callProblemSchema = z
  .strictObject({ error: z.string(), problems: z.array(z.string()), ...callAnswerSchema.shape })
  .meta({ id: 'CallProblem' })
