import { SYSTEM } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import { inLanguage, type Text } from '../kernel/text.ts'
import { type CallBack, callBack } from '../repair/call-back.ts'
import { repairSubject } from '../repair/holds.ts'
import { repairStory } from '../repair/story.ts'
import { change } from '../shell/commit.ts'
import { begin } from '../visit/decide.ts'
import { filledOf, workersOf } from '../visit/features/filling/forms.ts'
import { type FilledForm, isSameSheet } from '../visit/state/filled.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'
import { managerOf } from './team.ts'
import { filledIn } from './visit-filling.ts'
import { historyOfVisit } from './visits.ts'

/**
 * What a customer says of repairs when they are called back (C29) is on record with each repair, by which it counts for whoever did it;
 * a low score is a complaint there. May be repeated: the repair knows which call it heard of.
 */
export async function noteScores(deps: Deps, visit: VisitState): Promise<VisitState> {
  let state = visit
  const history = await historyOfVisit(deps, visit.id)
  for (const sheet of visit.filled ?? []) {
    const { form, about, meantAt, isNoted } = sheet
    if (about === undefined || meantAt === undefined || isNoted) continue
    const said = calledBackIn(visit, sheet, about, filledIn(history, sheet.seq)?.said ?? [])
    await onRepair(deps, about, said)
    const result = await change(deps, visitStory, visit.id, (now) => {
      const decision = begin(now, SYSTEM, deps.clock.now())
      const one = filledOf(now, sheet)
      if (one?.seq !== sheet.seq || one.isNoted) return decision
      const complaint = said.complaint && (true as const)
      return decision.record({ type: 'scoreNoted', form, about, ...defined({ complaint }) })
    })
    if (result && 'saved' in result) state = result.state
  }
  if (visit.ended?.how === 'done') await noteUnreached(deps, visit)
  return state
}

type Said = NonNullable<ReturnType<typeof filledIn>>['said']

function calledBackIn(visit: VisitState, { score, isLow }: FilledForm, about: string, said: Said): CallBack {
  const [worker] = workersOf(visit, about)
  const name = said.find(({ item }) => item === 'who')?.answer.zh ?? visit.contact?.name ?? visit.terms.customerName
  const complaint = isLow && { what: inWords(said), contact: name.slice(0, LONGEST_NAME) }
  return { visit: visit.id, ...defined({ worker, score }), ...(complaint && { complaint }) }
}

const LONGEST_NAME = 200
const LONGEST_COMPLAINT = 1_000

/** As the customer said it, in the words in which it was asked. */
function inWords(said: Said): string {
  const zh = (words: Text) => inLanguage(words, 'zh-CN')
  const all = said.map(({ ask, answer, note }) => `${zh(ask)}：${zh(answer)}${note ? `（${note}）` : ''}`)
  return all.join('；').slice(0, LONGEST_COMPLAINT)
}

/** Of whom nobody could be asked: they count as asked, and have no score. */
async function noteUnreached(deps: Deps, visit: VisitState): Promise<void> {
  for (const { form, problems = [] } of visit.works)
    for (const { repair, workers } of problems) {
      const isAsked = visit.filled?.some((one) => form !== undefined && isSameSheet(one, { form, about: repair }))
      if (!isAsked) await onRepair(deps, repair, { visit: visit.id, ...defined({ worker: workers[0] }) })
    }
}

async function onRepair(deps: Deps, id: string, said: CallBack): Promise<void> {
  const result = await change(deps, repairStory, id, async (repair) => {
    const manager = said.complaint ? await managerOf(deps, repair) : undefined
    return callBack(repair, said, manager, deps.clock.now())
  })
  // Nobody waits for a closed repair: somebody must look again, to ask the manager for an answer.
  if (said.complaint && result && 'saved' in result && result.saved) await startOrWake(deps, repairSubject(id))
}
