import Button from 'antd/es/button'
import { useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { moment, shortMoment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Drawer } from './drawer.tsx'
import { DUTY_STATES, type DutyView, useOneDuty } from './duty-data.ts'
import { EntryForm } from './duty-entry-form.tsx'
import { DutyPlanForm } from './duty-plan-form.tsx'
import { WatchBar } from './watch-bar.tsx'

/** One period beside the list: its plan, where nobody is, the log of its watch, the report. */
export function DutyDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useSay()
  const duty = useOneDuty(id)
  return (
    <Drawer
      label={id}
      of={duty}
      title={({ name }) => name}
      stage={({ state }) => say(DUTY_STATES[state])}
      timezone={({ timezone }) => timezone}
      onClose={onClose}
    >
      {(data) => (
        <>
          <Facts duty={data} />
          <section className="dutyacts">
            <Planning duty={data} />
            <Writing duty={data} />
          </section>
          <Log duty={data} />
        </>
      )}
    </Drawer>
  )
}

function useWhen({ timezone }: DutyView) {
  const language = useLanguage()
  const nowMs = useNow()
  return (at: string) => moment(at, timezone, nowMs, language)
}

function Facts({ duty }: { duty: DutyView }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const when = useWhen(duty)
  const { customer, site, contract, clause, what, from, to, shifts, deputies, phones, watched, unwatched, state } = duty
  return (
    <>
      <WatchBar row={duty} nowMs={nowMs} />
      <dl className="facts">
        <dt>{say(text('客户', 'Customer'))}</dt>
        <dd>
          {customer.name}
          {site && ` · ${site.name}`} <span className="soft">{contract}</span>
          <p className="soft">
            {clause} {inLanguage(what, language)}
          </p>
        </dd>
        <dt>{say(text('日子', 'Days'))}</dt>
        <dd className="n">
          {when(from)} – {when(to)}
        </dd>
        {unwatched.length > 0 && state !== 'over' && (
          <>
            <dt>{say(text('没有人', 'Nobody'))}</dt>
            <dd>
              {unwatched.map((gap) => (
                <p key={gap.from} className="bad n">
                  {when(gap.from)} – {when(gap.to)}
                </p>
              ))}
            </dd>
          </>
        )}
        {shifts.length > 0 && (
          <>
            <dt>{say(text('值守', 'On the watch'))}</dt>
            <dd>
              {shifts.map((shift) => (
                <p key={`${shift.person} ${shift.from}`}>
                  {shift.name}{' '}
                  <span className="soft n">
                    {when(shift.from)} – {when(shift.to)}
                  </span>
                </p>
              ))}
            </dd>
            <dt>{say(text('替补', 'Standing in'))}</dt>
            <dd>{deputies.map(({ name }) => name).join(say(text('、', ', ')))}</dd>
            <dt>{say(text('依次拨打', 'Whom to ring'))}</dt>
            <dd className="pre">{phones}</dd>
            <dt>{say(text('保障内容', 'What is watched'))}</dt>
            <dd className="pre">{watched}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function Planning({ duty }: { duty: DutyView }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (!duty.mayPlan || duty.plan === undefined) return null
  if (isOpen) return <DutyPlanForm duty={duty} onClose={() => setOpen(false)} />
  const isNew = duty.state === 'toPlan'
  return (
    <Button type={isNew ? 'primary' : 'default'} onClick={() => setOpen(true)}>
      {say(isNew ? text('安排值守', 'Plan it') : text('改安排', 'Change the plan'))}
    </Button>
  )
}

function Writing({ duty }: { duty: DutyView }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (!duty.mayNote) return null
  if (isOpen) return <EntryForm duty={duty} onClose={() => setOpen(false)} />
  return (
    <Button type={duty.state === 'on' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
      {say(text('写值守记录', 'Make an entry'))}
    </Button>
  )
}

/** The latest first, as it was written; what was wrong is put right in another. */
function Log({ duty }: { duty: DutyView }) {
  const say = useSay()
  const language = useLanguage()
  const when = useWhen(duty)
  const { log, gaps, id, state } = duty
  if (state === 'toPlan' || (state === 'planned' && log.length === 0)) return null
  return (
    <section>
      <h3>
        {say(text('值守记录', 'Log of the watch'))} <span className="soft">{log.length}</span>{' '}
        <a
          className="dl-report"
          href={`/api/duties/${encodeURIComponent(id)}/report?lang=${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {say(text('报告', 'Report'))}
        </a>
      </h3>
      {gaps.map((gap) => (
        <p key={gap.from} className="bad">
          {say(text('没有记录：', 'No entry: '))}
          <span className="n">
            {when(gap.from)} – {when(gap.to)}
          </span>
        </p>
      ))}
      {log.length === 0 && <p className="soft">{say(text('还没有记录。', 'There is no entry yet.'))}</p>}
      <ol className="watchlog">
        {log.toReversed().map((entry) => (
          <Entry key={entry.seq} entry={entry} timezone={duty.timezone} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, timezone }: { entry: DutyView['log'][number]; timezone: string }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { seq, at, by, observed, events, analysis, done, handover, corrects, fault } = entry
  const more = [
    [text('事件', 'Events'), events],
    [text('分析', 'Analysis'), analysis],
    [text('处置', 'Done'), done],
    [text('交接', 'Handed over'), handover],
  ] as const
  return (
    <li>
      <p className="pre">
        <span className="soft n">
          {seq} · {shortMoment(at, timezone, nowMs, language)}
        </span>{' '}
        <b>{by}</b>{' '}
        {corrects !== undefined && <b>{say(text(`更正第 ${corrects} 条：`, `puts entry ${corrects} right: `))}</b>}
        {observed}
      </p>
      {more.map(
        ([label, words]) =>
          words && (
            <p key={label.en} className="pre">
              <span className="soft">{say(label)}</span> {words}
            </p>
          ),
      )}
      {fault && (
        <p>
          <b className="bad">{say(text('故障', 'Fault'))}</b> {fault.unit}{' '}
          {fault.repair ? <Link to={`/repairs/${fault.repair}`}>{fault.repair}</Link> : null}
        </p>
      )}
    </li>
  )
}
