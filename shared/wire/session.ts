import * as z from 'zod'

export const sessionSchema = z
  .strictObject({
    subject: z.string().meta({ description: 'Who you are: the id in the directory' }),
    name: z.string().exactOptional(),
    role: z.enum(['viewer', 'engineer', 'dispatcher', 'manager']),
    may: z.array(z.string()).meta({ description: 'What your role may use, besides acting on repairs' }),
    language: z.enum(['zh-CN', 'en']).meta({ description: 'Yours in the directory, else what the request asks for' }),
    playground: z.boolean().meta({ description: 'Whether any role can be picked (`POST /local/login`)' }),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>
