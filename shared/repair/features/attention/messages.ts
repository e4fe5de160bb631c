import type { Repair } from '../../state/repair.ts'
import type { Values } from '../effect-base.ts'
import type { Messages } from '../messages.ts'
import { toContacts } from '../to-contacts.ts'
import { sms } from '../to-staff.ts'
import { awaitedAt } from './appointment.ts'
import type { AskedEvent } from './rules.ts'

/** What is asked at its time of day; the rest is asked because something just happened. */
const ROUTINE: ReadonlySet<string> = new Set([
  'progress',
  'confirmation',
  'loanerOut',
  'visitApproval',
  'feedback',
  'junk',
  // What was just said goes at once; that it is unanswered waits for its time.
  'complained',
])

const OF_VISIT: ReadonlySet<string> = new Set(['visitSoon', 'visitDue', 'visitPassed'])

const questionValues = ({ about, count }: AskedEvent, repair: Repair): Values => ({
  about,
  count: String(count),
  // Who took it is what the manager has to know.
  ...((about === 'takenOver' || about === 'visitPassed') && { person: repair.assignee?.name }),
  ...(OF_VISIT.has(about) && { visitAt: awaitedAt(repair) }),
})

export const messages: Messages<AskedEvent> = {
  asked: (event, after) => {
    const told = event.about === 'visitPassed' ? toContacts(event, after, 'delayed', { visitAt: awaitedAt(after) }) : []
    if (!event.person) return told
    const isNew = event.about === 'complained' && after.complaints?.at(-1)?.at === event.at
    const turn = ROUTINE.has(event.about) && !isNew ? 'routine' : 'timely'
    return [sms(event, after, 'question', event.person, questionValues(event, after), turn), ...told]
  },
}
