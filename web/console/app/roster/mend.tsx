import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Sign } from '../parts/signs.tsx'
import { length } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Draft, emptyDraft, shiftsAhead, withShift } from './draft.ts'
import { nameIn, spanText } from './names.ts'
import type { Calendar, Problem, Rosters } from './types.ts'

const GAPS: ReadonlySet<Problem['kind']> = new Set(['nobody', 'emptyTier', 'managerAway'])
/** So many of those who are free are named. */
const NAMED = 2

interface MendProps {
  readonly calendars: readonly Calendar[]
  readonly staff: Rosters['staff']
  readonly onFill: (draft: Draft) => void
}

/** What is missing or contradicts itself in the time ahead, with who could take it. */
export function Mend({ calendars, staff, onFill }: MendProps) {
  const say = useSay()
  const all = calendars.flatMap((calendar) => calendar.problems.map((problem) => ({ calendar, problem })))
  const lines = all
    .toSorted((one, other) => (one.problem.from < other.problem.from ? -1 : 1))
    .filter(({ problem }, index, sorted) => sorted.findIndex((other) => isOne(problem, other.problem)) === index)
  const gaps = lines.filter(({ problem }) => GAPS.has(problem.kind)).length
  const clashes = lines.length - gaps
  return (
    <section className="panel mend" aria-label={say(text('要先补上', 'To mend first'))}>
      <header>
        <h2>{say(text('要先补上', 'To mend first'))}</h2>
        {gaps > 0 && (
          <span className="bad strong">
            <Sign name="late" /> {say(text(`${gaps} 处无人`, `${gaps} gaps`))}
          </span>
        )}
        {clashes > 0 && (
          <span className="warn strong">
            <Sign name="none" /> {say(text(`${clashes} 处矛盾`, `${clashes} contradictions`))}
          </span>
        )}
      </header>
      {lines.length === 0 ? (
        <p className="in soft">
          <Sign name="kept" /> {say(text('没有空档，也没有矛盾。', 'No gap, and no contradiction.'))}
        </p>
      ) : (
        <ul>
          {lines.map(({ calendar, problem }) => (
            <Line
              key={`${calendar.id} ${problem.kind} ${problem.tier} ${problem.from} ${problem.text}`}
              {...{ calendar, problem, staff, onFill }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Of two places, each roster says the same. */
const isOne = (one: Problem, other: Problem): boolean =>
  one === other ||
  (one.kind === 'twoPlaces' && other.kind === one.kind && other.person === one.person && other.from === one.from)

interface LineProps {
  readonly calendar: Calendar
  readonly problem: Problem
  readonly staff: MendProps['staff']
  readonly onFill: (draft: Draft) => void
}

function Line({ calendar, problem, staff, onFill }: LineProps) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const name = nameIn(staff)
  const isGap = GAPS.has(problem.kind)
  const fill = (person: string) => onFill(fillOf(calendar, problem, person, nowMs))
  return (
    <li>
      <Sign
        name={isGap ? 'late' : 'none'}
        label={isGap ? say(text('无人', 'gap')) : say(text('矛盾', 'contradiction'))}
      />
      <div>
        <b>{calendar.name}</b> {spanText(problem, calendar, nowMs, language)} ·{' '}
        {length(Date.parse(problem.to) - Date.parse(problem.from), language)}
        <span className="soft small">{problem.text}</span>
      </div>
      {calendar.mayChange && problem.tier !== undefined && (
        <div className="r">
          {problem.free.slice(0, NAMED).map((person) => (
            <Button key={person} onClick={() => fill(person)}>
              {say(text(`由 ${name(person)} 代`, `${name(person)} stands in`))}
            </Button>
          ))}
          <Button onClick={() => fill('')}>{say(text('选人…', 'Choose…'))}</Button>
        </div>
      )}
    </li>
  )
}

/** A stand-in for just that stretch. */
function fillOf(calendar: Calendar, { tier = 0, from, to }: Problem, person: string, nowMs: number): Draft {
  const shift = shiftsAhead(calendar, nowMs).find((one) => one.tier === tier && one.from < to && from < one.to)
  return withShift({ ...emptyDraft(calendar.id), person }, { key: shift?.key ?? '', from, to }, calendar, nowMs)
}
