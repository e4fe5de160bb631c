import * as z from 'zod'
import { said } from './issue-words.ts'
import { instant } from './problem.ts'

/** What `POST /api/people/{id}/test-message` answers. */
export const testedSchema = z
  .strictObject({
    at: instant,
    to: z.string().meta({ description: 'The number, masked' }),
    outcome: z
      .enum(['sent', 'refused'])
      .meta({ description: 'sent: handed to the provider; whether it rang, only its owner knows' }),
    said: z.string().exactOptional().meta({ description: 'Why it was refused, as the provider says it' }),
  })
  .meta({ id: 'Tested' })

/** Body of `POST /api/people/{id}/number`. */
export const verificationSchema = z
  .strictObject({
    code: z
      .string()
      .overwrite((text) => text.replaceAll(/\s/g, ''))
      .regex(/^\d{6}$/, said('是测试短信里的六位数字', 'is the six digits of the test message'))
      .meta({ description: 'The digits of the latest test message, as its reader tells them' }),
  })
  .meta({ id: 'NumberVerification' })

/** What it answers. */
export const verifiedNumberSchema = z
  .strictObject({ to: z.string().meta({ description: 'The number that counts from now on, masked' }) })
  .meta({ id: 'VerifiedNumber' })
