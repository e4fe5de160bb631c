import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Shelved } from '../ports/shelf.ts'
import { isToCarryOut, isUnanswered } from '../visit/features/advising/offers.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { Deps } from './deps.ts'

// What customers were advised and have not answered, or accepted and wait for, by customer. The record is each visit's own; what lies here
// follows from it.

/** A suggestion that waits for an answer; or, accepted, to be done. */
export interface OpenSuggestion extends Shelved {
  readonly visit: string
  /** Its own within the visit. */
  readonly key: string
  readonly what: Text
  readonly at: Instant
  readonly contract: string
  readonly customer: string
  readonly customerName: string
  readonly site?: string
  readonly siteName?: string
  readonly roster: string
  readonly engineer?: string
  /** The customer wants it, since then. */
  readonly acceptedAt?: Instant
  /** They said so: some day. */
  readonly isLater?: true
}

/** Which customers have any: a list of all goes through these alone. */
const CUSTOMERS = 'suggestions'
const shelfOf = (customer: string): string => `suggestions/${customer}`

/** The list of its customer has what waits for an answer or is to be done, and nothing else of it. May be repeated. */
export async function listAdvice({ shelf, clock }: Pick<Deps, 'shelf' | 'clock'>, visit: VisitState): Promise<void> {
  const { id, done, suggestions = [], terms, contract, engineer } = visit
  if (!done) return
  const kind = shelfOf(terms.customer)
  for (const suggestion of suggestions) {
    const { key, what, at, answer } = suggestion
    const name = `${id}/${key}`
    if (!isUnanswered(suggestion) && !isToCarryOut(suggestion)) {
      await shelf.remove(kind, name)
      continue
    }
    const open: OpenSuggestion = {
      id: name,
      visit: id,
      key,
      what,
      at,
      contract,
      customer: terms.customer,
      customerName: terms.customerName,
      ...(terms.site && { site: terms.site.id, siteName: terms.site.name }),
      roster: terms.roster,
      ...defined({
        engineer: engineer?.id,
        acceptedAt: isToCarryOut(suggestion) ? answer?.at : undefined,
        isLater: answer?.what === 'later' ? (true as const) : undefined,
      }),
    }
    await shelf.put(kind, open)
  }
  await noteCustomer({ shelf, clock }, terms.customer)
}

/** Taken away before it is looked at what is left: what somebody else puts there meanwhile they note after it. */
async function noteCustomer({ shelf, clock }: Pick<Deps, 'shelf' | 'clock'>, customer: string): Promise<void> {
  await shelf.remove(CUSTOMERS, customer)
  const left = await shelf.all(shelfOf(customer), clock.now())
  if (left.length > 0) await shelf.put(CUSTOMERS, { id: customer })
}

/** What waits at a customer's, the oldest first; of one site, where it is named, and of the contract as a whole. */
export async function adviceFor(
  { shelf, clock }: Pick<Deps, 'shelf' | 'clock'>,
  customer: string,
  site?: string,
): Promise<readonly OpenSuggestion[]> {
  const all = (await shelf.all(shelfOf(customer), clock.now())) as readonly OpenSuggestion[]
  return all
    .filter((one) => site === undefined || one.site === undefined || one.site === site)
    .toSorted((one, other) => (`${one.at} ${one.id}` < `${other.at} ${other.id}` ? -1 : 1))
}

export interface SuggestionsQuery {
  readonly customer?: string
  readonly site?: string
  readonly cursor?: string
  readonly limit: number
}

/** So many customers are looked through for one page: what a request may take stays bounded. */
const MOST_CUSTOMERS = 200

/** One page, customer by customer, of those that have any. Short only at the end, or with a cursor: after which of which customer it goes on. */
export async function listSuggestions(
  deps: Deps,
  { customer, site, cursor, limit }: SuggestionsQuery,
  sees: (one: OpenSuggestion) => boolean,
): Promise<{ readonly suggestions: readonly OpenSuggestion[]; readonly cursor?: string }> {
  const [from = '', at = ''] = cursor?.split('|') ?? []
  const named =
    customer === undefined ? (await deps.shelf.all(CUSTOMERS, deps.clock.now())).map(({ id }) => id) : [customer]
  const customers = named.filter((id) => id >= from).toSorted()
  const found: OpenSuggestion[] = []
  for (const [place, id] of customers.entries()) {
    if (place >= MOST_CUSTOMERS) return { suggestions: found, cursor: `${id}|` }
    for (const one of await adviceFor(deps, id)) {
      if (id === from && `${one.at} ${one.id}` <= at) continue
      if ((site !== undefined && one.site !== site) || !sees(one)) continue
      found.push(one)
      if (found.length >= limit) return { suggestions: found, cursor: `${id}|${one.at} ${one.id}` }
    }
  }
  return { suggestions: found }
}
