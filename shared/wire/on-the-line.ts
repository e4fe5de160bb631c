import * as z from 'zod'
import { instant } from './problem.ts'

export const onTheLineSchema = z
  .strictObject({
    id: z.string().meta({ description: 'The call’s; a report with it as `callId` is the report of this call' }),
    since: instant,
    until: instant.meta({ description: 'Unless something is heard of it, it is over then' }),
    caller: z.string().exactOptional().meta({ description: 'E.164; absent: withheld' }),
    name: z.string().exactOptional().meta({ description: 'Whose number that is, where it names one person' }),
    place: z.string().exactOptional().meta({ description: 'Where such a call comes from, as far as the number says' }),
    repair: z.string().exactOptional().meta({ description: 'What the voice menu has opened or joined' }),
    takenBy: z.string().exactOptional().meta({ description: 'Who of ours has picked it up' }),
  })
  .meta({ id: 'CallOnTheLine' })

/** Calls that are on the line now. */
export const callsSchema = z
  .strictObject({
    count: z.int().min(0),
    newest: z.array(onTheLineSchema).meta({ description: 'The newest first, at most 20' }),
  })
  .meta({ id: 'CallsOnTheLine' })
export type Calls = z.infer<typeof callsSchema>
export type OnTheLine = z.infer<typeof onTheLineSchema>
