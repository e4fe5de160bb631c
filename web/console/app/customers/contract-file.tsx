import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { type SyntheticEvent, useId, useState } from 'react'
import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Failed, Problem } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { useLanguage, useSay } from '../words.ts'
import { AgreeForm } from './agree-form.tsx'
import { type Fact, type FactEntry, type Payment, useContractFile, useRecord, useTakeBack } from './contract-data.ts'

const STATES: Readonly<Record<Fact['state'] | Payment['state'], Text>> = {
  recorded: text('已登记', 'on record'),
  missing: text('待办', 'to do'),
  overdue: text('逾期', 'overdue'),
  waived: text('不再要求', 'done without'),
  notDue: text('未到起算日', 'not due yet'),
  notRecorded: text('录入前已到期', 'due before it was entered'),
  fallenAway: text('不再需要', 'no longer owed'),
  open: text('未到期', 'not due yet'),
  pastDue: text('逾期未付', 'overdue'),
  paid: text('已付', 'paid'),
}

/** What a contract owes on paper and what its customer owes, each recorded where it stands; what was recorded, to be taken back. */
export function ContractFacts({ id }: { id: string }) {
  const say = useSay()
  const read = useContractFile(id)
  const [open, setOpen] = useState<string>()
  const close = () => setOpen(undefined)
  const isManager = useStore(sessionStore)?.role === 'manager'
  if (read.error) return <Failed of={read} />
  if (!read.data) return null
  const { facts, payments = [], record } = read.data
  const lines = [
    ...facts.map((fact) => ({ ...fact, mayRecord: OWED.has(fact.state) || (fact.state === 'notDue' && !!fact.sets) })),
    ...payments.map((one) => ({
      ...one,
      about: 'contract',
      mayRecord: one.state === 'open' || one.state === 'pastDue',
    })),
  ]
  if (lines.length === 0) return null
  // What is to be done stands first.
  const inTurn = [...lines.filter((line) => line.mayRecord), ...lines.filter((line) => !line.mayRecord)]
  return (
    <section className="panel owed" aria-label={say(text('合同履行', 'What is due'))}>
      <header>
        <h2>{say(text('合同履行', 'What is due'))}</h2>
      </header>
      <ul className="in">
        {inTurn.map((line) => {
          const key = [line.clause, line.need, line.about].join('/')
          return (
            <li key={key}>
              <Line line={line} />
              {line.mayRecord && open !== key && (
                <Button size="small" onClick={() => setOpen(key)}>
                  {say(text('登记', 'Record'))}
                </Button>
              )}{' '}
              {line.mayRecord && isManager && 'upToPercent' in line && open !== later(key) && (
                <Button size="small" onClick={() => setOpen(later(key))}>
                  {say(text('约定改期', 'Agree a later day'))}
                </Button>
              )}
              {open === key && <RecordForm id={id} line={line} onClose={close} />}
              {open === later(key) && <AgreeForm id={id} line={line} until={PAID_BY} onClose={close} />}
            </li>
          )
        })}
      </ul>
      {record.length > 0 && (
        <details className="in">
          <summary>{say(text(`登记记录 ${record.length} 条`, `${record.length} on record`))}</summary>
          <ul>
            {record.toReversed().map((entry) => (
              <Recorded key={entry.seq} id={id} entry={entry} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
const PAID_BY = text('最晚到哪一天付', 'To be paid by which day')
const later = (key: string) => `${key} later`
const OWED: ReadonlySet<string> = new Set(['missing', 'overdue'])

type Shown = (Fact | (Payment & { about: string })) & { readonly mayRecord: boolean }

function Line({ line }: { line: Shown }) {
  const say = useSay()
  const language = useLanguage()
  const { clause, name, about, state, dueAt, document } = line
  const isLate = state === 'overdue' || state === 'pastDue'
  return (
    <span>
      <Sign name={isLate ? 'late' : state === 'recorded' || state === 'paid' ? 'kept' : 'run'} small /> <b>{clause}</b>{' '}
      {inLanguage(name, language)}
      {about !== 'contract' && ` · ${about}`}{' '}
      {'upToPercent' in line && <span>{say(text(`付至 ${line.upToPercent}%`, `up to ${line.upToPercent} %`))} </span>}
      <span className={isLate ? 'bad' : 'soft'}>
        {say(STATES[state])}
        {line.mayRecord && dueAt && ` · ${lastDay(dueAt)}`}
        {document && ` · ${document}`}
      </span>{' '}
    </span>
  )
}

/** What ends at midnight ends with the day before. */
const lastDay = (dueAt: string): string => {
  const day = new Date(Date.parse(dueAt) - 1)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

function RecordForm({ id, line, onClose }: { id: string; line: Shown; onClose: () => void }) {
  const say = useSay()
  const recording = useRecord(id)
  const key = useId()
  const needsDay = 'sets' in line && line.sets !== undefined
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    for (const name of ['clause', 'need', 'about'] as const) form.set(name, line[name])
    recording.mutate(form, { onSuccess: onClose })
  }
  return (
    <form className="record" onSubmit={send}>
      {recording.error && <Problem error={recording.error} />}
      <label htmlFor={`${key}-document`}>
        {say(text('交付或办了什么', 'What was handed over or done'))}
        <Input id={`${key}-document`} name="document" required maxLength={1000} autoFocus />
      </label>
      <label htmlFor={`${key}-on`}>
        {say(needsDay ? text('是哪一天', 'On which day') : text('是哪一天（可不填）', 'On which day (optional)'))}
        <Input id={`${key}-on`} name="doneOn" type="date" required={needsDay} />
      </label>
      <label htmlFor={`${key}-reference`}>
        {say(text('编号，或存放在哪里（可不填）', 'Its number, or where it is kept (optional)'))}
        <Input id={`${key}-reference`} name="reference" maxLength={1000} />
      </label>
      <label htmlFor={`${key}-file`}>
        {say(text('照片或文件（可不选）', 'Photo or paper (optional)'))}
        <input id={`${key}-file`} name="file" type="file" accept="image/*,application/pdf" />
      </label>
      <div className="send">
        <Button type="primary" htmlType="submit" loading={recording.isPending}>
          {say(text('登记', 'Record'))}
        </Button>
        <Button onClick={onClose}>{say(text('取消', 'Cancel'))}</Button>
      </div>
    </form>
  )
}

/** Who recorded what when, with its paper; a manager takes back what was a mistake. */
function Recorded({ id, entry }: { id: string; entry: FactEntry }) {
  const say = useSay()
  const isManager = useStore(sessionStore)?.role === 'manager'
  const [reason, setReason] = useState<string>()
  const { seq, at, by, clause, need, fact, takenBack } = entry
  const said =
    fact.type === 'recorded'
      ? [fact.document, fact.doneOn]
      : fact.type === 'waived'
        ? [fact.reason]
        : [fact.until, fact.by]
  return (
    <li>
      <span>
        {at.slice(0, 10)} {by.name ?? by.id} · {clause} {need} ·{' '}
        {takenBack ? <s>{said.filter(Boolean).join(' · ')}</s> : said.filter(Boolean).join(' · ')}{' '}
        {fact.type === 'recorded' && fact.file && (
          <a
            href={`/api/contracts/${encodeURIComponent(id)}/files/${fact.file.sha256}`}
            target="_blank"
            rel="noreferrer"
          >
            {say(text('文件', 'file'))}
          </a>
        )}{' '}
        {takenBack && (
          <span className="soft">
            {say(
              text(
                `${takenBack.by.name ?? ''} 撤回：${takenBack.reason}`,
                `taken back by ${takenBack.by.name ?? ''}: ${takenBack.reason}`,
              ),
            )}
          </span>
        )}
      </span>
      {isManager && !takenBack && fact.type !== 'agreed' && reason === undefined && (
        <Button size="small" onClick={() => setReason('')}>
          {say(text('撤回', 'Take back'))}
        </Button>
      )}
      {reason !== undefined && !takenBack && <TakeBack id={id} seq={seq} reason={reason} onChange={setReason} />}
    </li>
  )
}

interface TakeBackProps {
  readonly id: string
  readonly seq: number
  readonly reason: string
  readonly onChange: (reason: string | undefined) => void
}

function TakeBack({ id, seq, reason, onChange }: TakeBackProps) {
  const say = useSay()
  const taking = useTakeBack(id)
  return (
    <div className="record">
      {taking.error && <Problem error={taking.error} />}
      <label htmlFor={`why-${seq}`}>
        {say(text('为什么登记有误', 'Why it was recorded by mistake'))}
        <Input
          id={`why-${seq}`}
          value={reason}
          maxLength={4000}
          autoFocus
          onChange={({ target }) => onChange(target.value)}
        />
      </label>
      <div className="send">
        <Button
          danger
          disabled={!reason.trim()}
          loading={taking.isPending}
          onClick={() => taking.mutate({ fact: seq, reason: reason.trim() })}
        >
          {say(text('撤回', 'Take back'))}
        </Button>
        <Button onClick={() => onChange(undefined)}>{say(text('取消', 'Cancel'))}</Button>
      </div>
    </div>
  )
}
