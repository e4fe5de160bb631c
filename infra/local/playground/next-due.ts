import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { idOf, kindOf, type Subject } from '../../../shared/kernel/subject.ts'
import { inLanguage, type Language, text } from '../../../shared/kernel/text.ts'
import { milestoneName } from '../../../shared/message/texts.ts'
import { type Due, nextDue } from '../../../shared/repair/advance.ts'
import { REPAIR } from '../../../shared/repair/holds.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { loadState, plotOf } from '../../../shared/shell/commit.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'

/** What happens next by itself, of all that is open. */
export interface NextDue {
  readonly at: Instant
  /** Just past it: waits count whole seconds. */
  readonly to: Instant
  readonly subject: Subject
  /** In words: which promise, or who is asked. */
  readonly what: string
  /** What it is about, where that has a name. */
  readonly about?: string
}

const EVER: Instant = '9999-12-31T23:59:59.999Z'
/** Waits end up to a second after what they wait for: of those that end first, the one that is due first. */
const LOOKED_AT = 5
const JUST_PAST_MS = 1000

/** Undefined: nothing waits for anything. */
export async function nextDueOf(deps: Deps, language: Language): Promise<NextDue | undefined> {
  const waiting = await deps.store.overdueForAttention(EVER, LOOKED_AT)
  const all = await Promise.all(waiting.map(({ subject }) => dueOf(deps, subject, language)))
  const now = deps.clock.now()
  // What is due already happens by itself within the second.
  const [first] = all.flatMap((due) => (due && due.at > now ? [due] : [])).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return first
}

async function dueOf(deps: Deps, subject: Subject, language: Language): Promise<NextDue | undefined> {
  if (kindOf(subject) === REPAIR) {
    const repair = await deps.repairs.load(idOf(subject))
    const due = repair && nextDue(repair)
    return due && { ...timed(due.at), subject, ...inWords(repair, due, language) }
  }
  const plot = plotOf(deps, subject)
  const state = await loadState(deps, subject)
  const at = state && plot.nextAt(state, deps.clock.now())
  return at ? { ...timed(at), subject, ...inWordsOfContract(idOf(subject), language) } : undefined
}

const inWordsOfContract = (id: string, language: Language): Pick<NextDue, 'what' | 'about'> => ({
  about: inLanguage(text(`合同 ${id}`, `contract ${id}`), language),
  what: inLanguage(PAPERS, language),
})

const timed = (at: Instant): Pick<NextDue, 'at' | 'to'> => ({ at, to: later(at, JUST_PAST_MS) })

function inWords(repair: Repair, due: Due, language: Language): Pick<NextDue, 'what' | 'about'> {
  const about = [repair.site?.shortName ?? repair.customer?.name, repair.unit?.shortName ?? repair.unit?.serial]
  const named = about.filter(Boolean).join(' · ')
  return { what: whatOf(repair, due, language), ...(named && { about: named }) }
}

function whatOf({ paging }: Repair, { at, clock, isPage }: Due, language: Language): string {
  if (clock) {
    const promise = `${clock.term.clause} ${milestoneName(clock.term.until, language)}`
    return `${promise} ${inLanguage(at < clock.dueAt ? WARNED : BROKEN, language)}`
  }
  const person = paging?.person?.name
  if (!isPage && person && paging?.pending && paging.rings?.[0] === at)
    return inLanguage(text(`${person} 没接单，打电话`, `${person} has not answered: their phone rings`), language)
  if (!isPage) return inLanguage(ASKED, language)
  return inLanguage(
    person ? text(`${person} 没接单，呼叫下一位`, `${person} has not answered: the next is called`) : PAGED,
    language,
  )
}

const WARNED = text('到提醒时间', 'is to be warned of')
const BROKEN = text('到期', 'is due')
const ASKED = text('有人要被提醒或追问', 'somebody is reminded or asked')
const PAGED = text('呼叫值班人', 'whoever is on call is called')
const PAPERS = text('资料到期或追问', 'papers are due or asked for')
