import { useQueries, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useRef, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { Row } from '../data.ts'
import { LIVE } from '../outside/live.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Icon } from '../parts/icons.tsx'
import { sentenceOf } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { type ActionForm, actionName, formsQuery, sendAction } from '../repair/data.ts'
import { OpenForm } from '../repair/open-form.tsx'
import { Link } from '../router.tsx'
import { type Say, STRANGER, useLanguage, useSay } from '../words.ts'
import { MOST_PICKED, type Offer, type Outcome, offersIn, outcomeOf, valuesFor } from './bulk.ts'
import { Offers } from './offers.tsx'

interface Props {
  readonly rows: readonly Row[]
  /** How many stand in the list as it is narrowed. */
  readonly inList: number
  readonly onAll: () => void
  readonly onClear: () => void
}
const AT_ONCE = 4

/** Several repairs at once: what they allow, one form for all, and what became of each. */
export default function Picked({ rows, inList, onAll, onClear }: Props) {
  const say = useSay()
  const forms = useFormsOf(rows)
  const offers = offersIn(forms)
  const [type, setType] = useState<string>()
  const offer = offers.find(({ form }) => form.type === type)
  const { outcomes, run, isRunning, forget } = useRun(rows)
  const failed = rows.filter(({ id }) => /faster|refused|lost/.test(outcomes.get(id)?.kind ?? ''))
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({})
  const begin = (chosen: Offer<ActionForm>, values: Readonly<Record<string, string>>, some = rows) => {
    setWritten(values)
    const ids = some.map(({ id }) => id)
    void run(chosen, ids, values)
  }
  const pick = (chosen: Offer<ActionForm>) => {
    forget()
    setType(chosen.form.type)
    if (chosen.form.fields.length === 0) begin(chosen, {})
  }
  return (
    <aside className="drawer picked" aria-label={say(text('选中的报修单', 'Picked repairs'))}>
      <Head count={rows.length} inList={inList} onAll={onAll} onClear={onClear} />
      <div className="body">
        <section className="acts do">
          {offer && offer.form.fields.length > 0 && outcomes.size === 0 && (
            <OpenForm
              key={offer.form.type}
              form={offer.form}
              isPending={isRunning}
              problems={{}}
              onSend={(values) => begin(offer, values)}
              onClose={() => setType(undefined)}
            />
          )}
          {offer && outcomes.size > 0 && (
            <p role="status">
              {doneOf(outcomes, rows.length, offer.form.name, say)}{' '}
              {failed.length > 0 && !isRunning && (
                <Button onClick={() => begin(offer, written, failed)}>
                  {say(text(`重试没有成功的 ${failed.length} 单`, `Try the other ${failed.length} again`))}
                </Button>
              )}
            </p>
          )}
          {forms.size < rows.length && <Waiting />}
          {(!offer || (outcomes.size > 0 && !isRunning)) && <Offers offers={offers} of={rows.length} onPick={pick} />}
        </section>
        <Fates rows={rows} outcomes={outcomes} />
      </div>
    </aside>
  )
}

/** What each of them allows, once it is known. */
function useFormsOf(rows: readonly Row[]): ReadonlyMap<string, readonly ActionForm[]> {
  const language = useLanguage()
  return useQueries({
    queries: rows.map(({ id }) => formsQuery(id, language)),
    combine: (all) => new Map(all.flatMap(({ data }, at) => (data ? [[rows[at]?.id ?? '', data] as const] : []))),
  })
}

function Head({ count, inList, onAll, onClear }: Omit<Props, 'rows'> & { count: number }) {
  const say = useSay()
  return (
    <header>
      <b>{say(text(`已选 ${count} 单`, `${count} picked`))}</b>
      {count < Math.min(inList, MOST_PICKED) && (
        <Button type="link" onClick={onAll}>
          {inList > MOST_PICKED
            ? say(text(`选前 ${MOST_PICKED} 单`, `Pick the first ${MOST_PICKED}`))
            : say(text(`全选 ${inList} 单`, `Pick all ${inList}`))}
        </Button>
      )}
      <Button
        className="push"
        type="text"
        aria-label={say(text('取消选择', 'Pick none'))}
        icon={<Icon name="close" />}
        onClick={onClear}
      />
    </header>
  )
}

const doneOf = (outcomes: ReadonlyMap<string, Outcome>, all: number, name: string, say: Say): string => {
  const done = [...outcomes.values()].filter(({ kind }) => kind === 'done').length
  return say(text(`${name}：${done}/${all} 单已完成。`, `${name}: ${done} of ${all} done.`))
}

function Fates({ rows, outcomes }: { rows: readonly Row[]; outcomes: ReadonlyMap<string, Outcome> }) {
  const say = useSay()
  return (
    <ul className="fates">
      {rows.map((row) => (
        <Fate key={row.id} row={row} outcome={outcomes.get(row.id)} say={say} />
      ))}
    </ul>
  )
}

/** One of them, and what became of it. */
function Fate({ row, outcome, say }: { row: Row; outcome: Outcome | undefined; say: Say }) {
  return (
    <li className={outcome?.kind}>
      <Link to={`/repairs/${row.id}`}>{row.id}</Link>
      <span>{[row.place ?? row.customer ?? say(STRANGER), row.unitName ?? row.unit].filter(Boolean).join(' ')}</span>
      {outcome && <em>{fateOf(outcome, say)}</em>}
    </li>
  )
}

function fateOf(outcome: Outcome, say: Say) {
  switch (outcome.kind) {
    case 'doing':
      return say(text('正在做…', 'doing…'))
    case 'done':
      return (
        <>
          <Sign name="kept" small /> {say(text('已完成', 'done'))}
        </>
      )
    case 'faster':
      return `${say(text('有人先动了：', 'Somebody was faster: '))}${sentenceOf(outcome.error, say)}`
    case 'refused':
    case 'lost':
      return sentenceOf(outcome.error, say)
    default:
      return outcome satisfies never
  }
}

/** Does it to one after the other. What may have arrived is sent again under the name it had: it acts once. */
function useRun(rows: readonly Row[]) {
  const who = useStore(sessionStore)?.subject ?? ''
  const queries = useQueryClient()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [isRunning, setRunning] = useState(false)
  const names = useRef(new Map<string, string>())
  const note = (id: string, outcome: Outcome) => setOutcomes((before) => new Map([...before, [id, outcome]]))

  async function one(offer: Offer<ActionForm>, id: string, values: Readonly<Record<string, string>>): Promise<void> {
    note(id, { kind: 'doing' })
    const version = rows.find((row) => row.id === id)?.version ?? 0
    const name = names.current.get(id) ?? actionName(who, version, offer.form.type)
    names.current.set(id, name)
    const outcome = await sendAction(id, offer.form.type, valuesFor(offer, id, values), name).then(
      (): Outcome => ({ kind: 'done' }),
      outcomeOf,
    )
    if (outcome.kind !== 'lost') names.current.delete(id)
    note(id, outcome)
    void queries.invalidateQueries({ queryKey: [LIVE, 'forms', id] })
  }

  async function run(
    offer: Offer<ActionForm>,
    ids: readonly string[],
    values: Readonly<Record<string, string>>,
  ): Promise<void> {
    setRunning(true)
    const waiting = [...ids]
    const lane = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await one(offer, id, values)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    setRunning(false)
  }
  const forget = () => {
    names.current.clear()
    setOutcomes(new Map())
  }
  return { outcomes, run, isRunning, forget }
}
