import { reachedAt } from '../../shared/directory/reached.ts'
import { isOver, leaveOf, type RosterChange } from '../../shared/directory/roster-change.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { durationMs, type Instant, later, laterOf } from '../../shared/kernel/instant.ts'
import { holdsAt } from '../../shared/kernel/stretch.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { adopted } from '../../shared/oncall/adopt.ts'
import { barsOf } from '../../shared/oncall/calendar.ts'
import { changeText } from '../../shared/oncall/change-words.ts'
import {
  type Drawn,
  drawn,
  namesOf,
  type OnFile,
  problemsAhead,
  problemsOf,
} from '../../shared/oncall/duty-problems.ts'
import { edgesOf, managerAt } from '../../shared/oncall/layers.ts'
import { firstOfTiers } from '../../shared/oncall/on-call.ts'
import { rotaText } from '../../shared/oncall/rota-words.ts'
import { dutyAt, nextShift } from '../../shared/oncall/shifts.ts'

const AHEAD_MS = durationMs('P14D')

/** Every roster, and who has duty now. */
export function listView(onFile: readonly OnFile[], mayChange: readonly boolean[], now: Instant) {
  const all = onFile.map((one) => drawn(one, now, later(now, AHEAD_MS)))
  const rosters = all.map((one, index) => ({
    ...headingOf(one, mayChange[index] === true),
    ...dutyNow(one),
    problems: problemsOf(
      one,
      all.filter((other) => other !== one),
    ).length,
  }))
  const staff = new Map(all.flatMap(({ people }) => people.map(({ id, name }) => [id, { id, name }])))
  return { at: now, rosters, staff: [...staff.values()] }
}

const headingOf = ({ roster, people }: OnFile, mayChange: boolean) => ({
  ...{ id: roster.id, name: roster.name, timezone: roster.timezone, version: roster.version ?? 0 },
  mayChange,
  people: people.map(({ id, name }) => ({ id, name })),
})

function dutyNow({ roster, people, from: now, to: ahead, tiers: bars }: Drawn) {
  const reach = (id: string | undefined) => {
    const person = people.find((one) => one.id === id)
    return person && { id: person.id, name: person.name, phone: reachedAt(person, now).phone }
  }
  const { tiers } = dutyAt(roster, now)
  const first = firstOfTiers(roster, now, (id) => reach(id) !== undefined)
  return {
    now: tiers.map(({ name }, tier) => ({
      tier: name,
      until: bars[tier]?.bars.find((bar) => holdsAt(bar, now))?.to ?? ahead,
      ...defined({ person: reach(first[tier]) }),
    })),
    ...defined({ manager: reach(managerAt(roster, people, now)) }),
  }
}

interface Shown {
  readonly own: OnFile
  readonly others: readonly OnFile[]
  readonly window: { readonly from: Instant; readonly to: Instant }
  readonly now: Instant
  readonly language: Language
  readonly mayChange: boolean
  readonly saved: boolean
}

/** The weeks of a roster: who is paged when, who is on leave, what is wrong, and what was changed. */
export function calendarView({ own, others, window, now, language, mayChange, saved }: Shown) {
  const roster = adopted(own.roster, now)
  const people = own.people
  const { from, to } = window
  const ahead = laterOf(to, later(now, AHEAD_MS))
  const problems = problemsAhead({ roster, people }, others, laterOf(from, now), ahead)
  const changes = roster.changes ?? []
  const leaves = changes.flatMap((change) =>
    leaveOf(change).map((leave) => ({
      person: leave.person,
      from: leave.from,
      to: leave.to,
      reason: change.reason,
      change: change.id,
    })),
  )
  return {
    ...headingOf(own, mayChange),
    at: now,
    ...window,
    tiers: barsOf(roster, people, from, to).map(({ tier, name, rotation, rules, bars }) => ({
      ...{ tier, name, rotation, bars },
      ...defined({ rules }),
      people: comingOrder({ roster, people }, tier, now),
      turns: inLanguage(rotaText({ rotation, ...defined({ rules }) }, namesOf([...others, own])), language),
    })),
    leaves: leaves.filter((leave) => leave.from < to && from < leave.to),
    managers: managersIn({ roster, people }, from, to),
    problems: problems.map((problem) => ({ ...problem, text: inLanguage(problem.text, language) })),
    history: historyOf({ roster, people }, namesOf([...others, own]), now, language),
    saved,
  }
}

/** Who has the next shift that begins, and so on: as a new order is given. */
function comingOrder({ roster }: OnFile, tier: number, now: Instant): readonly string[] {
  const { tiers, timezone } = dutyAt(roster, now)
  const rotation = tiers[tier]?.rotation
  if (!rotation) return []
  const first = nextShift(rotation, timezone, now) % rotation.people.length
  return [...rotation.people.slice(first), ...rotation.people.slice(0, first)]
}

/** The manager, and whoever has their place. */
function managersIn({ roster, people }: OnFile, from: Instant, to: Instant) {
  const found: { from: Instant; to: Instant; person: string }[] = []
  const edges = edgesOf(roster, from, to)
  for (const [index, at] of edges.entries()) {
    const [person, end] = [managerAt(roster, people, at), edges[index + 1] ?? to]
    const last = found.at(-1)
    if (last?.person === person) last.to = end
    else found.push({ from: at, to: end, person })
  }
  return found
}

/** What was put on record, and what was ended, newest first. What the directory file brought is nobody's change. */
function historyOf({ roster }: OnFile, name: (id: string) => string, now: Instant, language: Language) {
  const byOf = ({ by }: Pick<RosterChange, 'by'>) => by.name ?? (by.id === undefined ? '' : name(by.id))
  const lines = (roster.changes ?? []).flatMap((change) => {
    const text = inLanguage(changeText(roster, change, name), language)
    const canEnd = !change.ended && !isOver(change, now)
    const line = { change: change.id, text, canEnd }
    const made = { ...line, at: change.at, by: byOf(change), reason: change.reason, isEnd: false }
    const { ended } = change
    return [made, ...(ended ? [{ ...line, at: ended.at, by: byOf(ended), reason: ended.reason, isEnd: true }] : [])]
  })
  return lines
    .filter(({ change, isEnd }) => isEnd || !change.startsWith('file-'))
    .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
}
