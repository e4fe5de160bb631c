import Button from 'antd/es/button'
import { useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { Drawer } from './drawer.tsx'
import { DUTY_STATES, type DutyView, useIssue, useOneDuty } from './duty-data.ts'
import { EntryForm } from './duty-entry-form.tsx'
import { DutyLog, useWhen } from './duty-log.tsx'
import { DutyPlanForm } from './duty-plan-form.tsx'
import { WatchBar } from './watch-bar.tsx'
import { WholeForm } from './whole-form.tsx'

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
            <Sending duty={data} />
          </section>
          <DutyLog duty={data} />
        </>
      )}
    </Drawer>
  )
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

/** Sent, it is what it is: nobody does so by mistake. */
function Sending({ duty }: { duty: DutyView }) {
  const say = useSay()
  const issue = useIssue(duty.id)
  const [isOpen, setOpen] = useState(false)
  if (!duty.mayIssue) return null
  if (!isOpen)
    return (
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(text('把报告发给客户…', 'Send the report to the customer…'))}
      </Button>
    )
  return (
    <WholeForm
      label={text('把报告发给客户', 'Send the report to the customer')}
      whole={duty.id}
      needs={text('', '')}
      sending={issue}
      onSend={() => issue.mutate(undefined, { onSuccess: () => setOpen(false) })}
      send={text('发送并封存', 'Send it')}
      cancel={text('先不发', 'Not yet')}
      onClose={() => setOpen(false)}
      isInside
    >
      <p className="soft">
        {say(
          text(
            '发出的报告原样保存，值守记录不能再补写或更正；合同上自动登记。请先打开“报告”看一遍。',
            'What is sent is kept as it is, and nothing is written into the log after it; the contract has it on file by itself. Read it first, under Report.',
          ),
        )}
      </p>
    </WholeForm>
  )
}
