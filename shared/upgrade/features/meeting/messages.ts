import { toBoth, toContacts, toOffice, toOurs } from '../../state/to-whom.ts'
import { proposalValues } from '../../state/values.ts'
import type { Messages } from '../feature.ts'
import type { MeetingEvent } from './rules.ts'

export const messages: Messages<MeetingEvent> = {
  proposed: (event, after) =>
    toContacts(event, after, 'proposed', { ...proposalValues(event.proposal, after), ...windowValues(event.proposal) }),
  // Whoever agreed by their own link needs no letter about it; their colleagues do.
  agreed: (event, after) => [
    ...toContacts(event, after, 'agreed', {
      ...(after.agreed && proposalValues(after.agreed, after)),
      agreedBy: event.agreement.by,
      how: event.agreement.how,
    }),
    ...toOurs(event, after, after.engineer, 'agreed', { at: after.agreed?.from }),
  ],
  declined: (event, after) => toBoth(event, after, 'declined'),
  lapsed: (event, after) => toBoth(event, after, 'lapsed'),
  disagreed: (event, after) => toOffice(event, after, 'disagreed'),
}

const windowValues = ({ from, until }: { readonly from: string; readonly until: string }) => ({ from, until })
