import { lastMinuteOf } from '../kernel/deadline.ts'
import { isOverdue } from '../promise/promised.ts'
import type { Effect, SubjectLink } from '../subject/effect.ts'
import { effectBase, inBoth } from '../subject/effect-base.ts'
import { agreementLetter, denialNews } from './agreements.ts'
import type { ContractState } from './contract.ts'
import { clauseOf } from './due.ts'
import type { RecordedContractEvent } from './events.ts'
import { paymentLetters } from './payment-letters.ts'
import { contractSubject } from './subject.ts'

type AskedEvent = RecordedContractEvent & { readonly type: 'asked' }

/** What the questions about a contract's papers and payments say, to whom: a text message, and a mail to whoever has an address and is asked about what is late. */
export const messagesOf = (
  events: readonly RecordedContractEvent[],
  _before: ContractState | undefined,
  after: ContractState,
): readonly Effect[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'asked':
        return questionsTo(event, after)
      case 'calendarSaid':
        return calendarNews(event, after)
      case 'paymentTold':
        return paymentLetters(event, after)
      case 'agreementTold':
        return agreementLetter(event, after)
      case 'agreementDenied':
        return denialNews(event, after)
      default:
        return []
    }
  })

function calendarNews(
  event: RecordedContractEvent & { readonly type: 'calendarSaid' },
  { id, terms }: ContractState,
): readonly Effect[] {
  if (!terms) return []
  const { person, said } = event
  const about = contractSubject(id)
  const values = {
    repair: id,
    site: terms.customerName,
    unit: said.name,
    asked: said.what,
    day: said.from,
    sentAt: event.at,
  }
  const { timezone } = terms
  const base = {
    event,
    about,
    timezone,
    template: 'calendar',
    recipient: person.id,
    values,
    reason: event.type,
  } as const
  const link: SubjectLink = { about, kind: 'engineer', holder: person.id }
  return [{ ...effectBase(base), template: 'calendar', channel: 'sms', person: person.id, turn: 'routine', link }]
}

function questionsTo(event: AskedEvent, { id, terms, papers }: ContractState): readonly Effect[] {
  const { person, keys, about, until, missing, first } = event
  if (!person || !terms) return []
  const subject = contractSubject(id)
  const clauses = [...new Set(keys.map((key) => clauseOf({ key })))].join(' ')
  const link: SubjectLink = { about: subject, kind: 'engineer', holder: person.id }
  const values: Readonly<Record<string, string>> = {
    repair: id,
    site: terms.customerName,
    asked: about,
    ...(isOfWork(event, papers) && { work: '1' }),
    count: String(missing),
    // Clauses read the same in every language.
    unit: clauses,
    dueAt: lastMinuteOf(until, terms.timezone),
    sentAt: event.at,
    ...inBoth('paper', first),
  }
  const { timezone } = terms
  const reason = `asked ${about}`
  const said = { event, about: subject, timezone, template: 'papers', recipient: person.id, values, reason } as const
  const base = { ...effectBase(said), template: 'papers', link } as const
  const sms: Effect = { ...base, channel: 'sms', person: person.id, turn: 'routine' }
  const mail: Effect = {
    ...base,
    key: `${base.key}/mail`,
    channel: 'email',
    values: {
      asked: about,
      ...(values.work && { work: values.work }),
      contract: id,
      customer: terms.customerName,
      missing: String(missing),
      paper: first.zh === first.en ? first.zh : `${first.zh} / ${first.en}`,
      clause: clauses,
    },
  }
  return person.hasMail && (about === 'late' || about === 'payment') ? [sms, mail] : [sms]
}

/** Not of papers alone; `keys` are some of them. */
const isOfWork = ({ about, keys }: AskedEvent, papers: ContractState['papers']): boolean =>
  papers.some((paper) => paper.work !== undefined && (about === 'late' ? isOverdue(paper) : keys.includes(paper.key)))
