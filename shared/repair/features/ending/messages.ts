import type { Repair } from '../../state/repair.ts'
import type { ClosedEvent } from '../closing.ts'
import type { Values } from '../effect-base.ts'
import { type Messages, silent } from '../messages.ts'
import { agreedBy, toContacts } from '../to-contacts.ts'
import { toResponsible } from '../to-staff.ts'
import type { EndingEvent } from './rules.ts'

export const messages: Messages<EndingEvent | ClosedEvent> = {
  withdrawn: (event, after) => {
    const { reason, agreement } = event
    return toContacts(event, after, 'closed', { withdrawn: 'yes', reason, ...agreedBy(agreement) })
  },
  reopened: silent,
  closed: (event, after) => {
    const { loaner } = after
    return [
      ...(loaner?.state === 'lent' ? toResponsible(event, after, 'fetchLoaner', { loaner: loaner.name }) : []),
      // Nobody we know stands behind junk; a withdrawal says so itself.
      ...(event.how === 'confirmed' ? toContacts(event, after, 'closed', confirmedValues(after)) : []),
    ]
  },
}

const confirmedValues = ({ work, confirmedFor }: Repair): Values => ({
  cause: work?.cause,
  done: work?.done,
  confirmedBy: confirmedFor?.name,
  how: confirmedFor?.how,
})
