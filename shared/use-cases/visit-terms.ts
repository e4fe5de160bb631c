import type { Bound } from '../contract/decide.ts'
import { asksAfterRepairs, type Repaired, repairsAbout } from '../contract/repaired.ts'
import { contractSubject } from '../contract/subject.ts'
import { paperName, ruleOfWork } from '../contract/works.ts'
import type { Site } from '../directory/directory.ts'
import { isMobile } from '../directory/mobile.ts'
import { defined, pick } from '../kernel/fields.ts'
import { onDuty } from '../oncall/on-call.ts'
import { dutyAt } from '../oncall/shifts.ts'
import { attentionOf } from '../plan/defaults.ts'
import { REPAIR } from '../plan/rules/kit/occasion.ts'
import { wayOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { isUnended } from '../promise/promised.ts'
import { isBusyIn } from '../schedule/busy.ts'
import { type Around, type Booked, cityOf } from '../visit/slots/suggest.ts'
import type { ContactRef, Meeting, VisitState, VisitTerms, VisitWork } from '../visit/state/visit.ts'
import { calendarOf } from './calendar-of.ts'
import { linesOfContract } from './contract-ledger.ts'
import { laddersOf } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { visitRows } from './visits.ts'

// What a visit looks up: its contract's works, place and people, who may be written to, and what it is planned among.

/** A time of planned work that is owed, where it is done, and how. */
export interface OwedWork {
  readonly work: VisitWork
  readonly way: Meeting
  /** The id of a site, or `contract`. */
  readonly place: string
}

/** The works of a contract that are owed now and for which somebody has to meet the customer; of those wanted, where not all are. */
export async function owedWorks(
  deps: Deps,
  bound: Bound,
  isWanted: (one: { readonly key: string; readonly place: string }) => boolean = () => true,
): Promise<readonly OwedWork[]> {
  const [lines, state] = await Promise.all([
    linesOfContract(deps, bound),
    asksAfterRepairs(bound.document) ? deps.contracts.load(bound.contract.id) : undefined,
  ])
  return lines
    .filter((line) => isUnended(line) && (line.state === 'open' || line.state === 'broken'))
    .flatMap((line) => {
      const [way, key, place] = [wayOf(line), keyOf(bound, line), placeOf(bound, line.site)]
      return (way === 'visit' || way === 'call') && isWanted({ key, place })
        ? [{ work: workOf(bound, line, state?.repaired), way, place }]
        : []
    })
}

const keyOf = ({ contract }: Bound, { id }: Obligation): string => id.slice(`${contractSubject(contract.id)}/`.length)

function workOf(bound: Bound, line: Obligation, repaired: Repaired | undefined): VisitWork {
  const { document, calendar } = bound
  const { startedAt, dueAt, firstDueAt } = line
  const key = keyOf(bound, line)
  const rule = ruleOfWork(document, key)
  const problems = rule?.after === REPAIR ? repairsAbout(repaired, key.split('/')[1] ?? '') : undefined
  return {
    key,
    name: paperName(document, key, calendar) ?? { zh: key, en: key },
    opensAt: startedAt,
    dueAt,
    ...defined({ firstDueAt, form: rule?.form, problems }),
  }
}

/** What is due for the contract as a whole is done at its site, where it has one alone. */
export const placeOf = ({ sites }: Pick<Bound, 'sites'>, site: string | undefined): string =>
  site ?? (sites.length === 1 ? sites[0]?.id : undefined) ?? 'contract'

export async function termsFor(deps: Deps, bound: Bound, place: string): Promise<VisitTerms> {
  const { contract, document, customerName, sites } = bound
  const site = sites.find(({ id }) => id === place)
  const { money } = await laddersOf(deps, contract)
  const { holidays, workingHours } = document
  return {
    customer: contract.customer,
    customerName,
    plan: document.id,
    planVersion: document.version,
    ...(site && { site: pick(site, 'id', 'name', 'shortName', 'address') }),
    roster: (site ?? sites[0])?.roster ?? (await deps.directory.supplier()).defaultRoster,
    planners: money,
    timezone: (site ?? sites[0])?.timezone ?? bound.timezone,
    askAt: attentionOf(document).at,
    workingHours,
    ...defined({ holidays, manager: contract.manager }),
  }
}

interface AtPlace extends Pick<VisitState, 'place'> {
  readonly terms: Pick<VisitTerms, 'customer'>
}

/** Everybody at the customer's who may be written to about it, whoever is at the place first. */
export async function contactsFor(deps: Deps, { place, terms }: AtPlace, sites: readonly Site[]) {
  const places = place === 'contract' ? sites.map(({ id }) => id) : [place]
  const found = (await Promise.all(places.map((site) => deps.directory.contactsOf(site)))).flat()
  const theirs = found.filter(({ customer }) => customer === terms.customer)
  return [...new Map(theirs.map((contact) => [contact.id, contact])).values()]
}

/** Whom to offer dates: whoever has this name, or the first who has an address or a number that takes text messages. */
export async function contactFor(
  deps: Deps,
  visit: AtPlace,
  sites: readonly Site[],
  called?: string,
): Promise<ContactRef | undefined> {
  const contacts = await contactsFor(deps, visit, sites)
  const reachable = contacts.filter(
    ({ email, phone }) => email !== undefined || (phone !== undefined && isMobile(phone)),
  )
  const found = reachable.find(({ name }) => name === called) ?? reachable[0]
  return found && pick(found, 'id', 'name')
}

/** What it is planned among: who has duty, and who goes where anyway. */
export async function aroundOf(deps: Deps, { id, terms }: Pick<VisitState, 'id' | 'terms'>): Promise<Around> {
  const found = await deps.directory.roster(terms.roster)
  const booked: Booked[] = []
  for await (const { row } of visitRows(deps, { from: deps.clock.now() })) {
    const { slot, offered = [], engineer, site, city } = row
    if (row.id === id || row.way === 'call') continue
    // A date that was offered may be chosen any moment.
    for (const one of slot ? [slot] : offered) booked.push({ slot: one, ...defined({ engineer, site, city }) })
  }
  const { site, timezone } = terms
  const { entries } = await calendarOf(deps, terms.customer)
  return {
    workingTime: terms,
    isBusy: ({ from, to }) => isBusyIn({ from, until: to }, { entries, site: site?.id, timezone }),
    ...(site && { site: site.id, ...defined({ city: cityOf(site.address) }) }),
    booked,
    onDuty: (at) => {
      if (!found) return []
      const { roster, people } = found
      const known = new Map(people.map((person) => [person.id, person]))
      const ids = dutyAt(roster, at).tiers.flatMap((_, tier) => onDuty(roster, tier, at, (one) => known.has(one)))
      return [...new Set(ids)].flatMap((one) => {
        const person = known.get(one)
        return person ? [pick(person, 'id', 'name')] : []
      })
    },
  }
}
