import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { fieldOf, instantOf } from '../roster/axis.ts'
import { Labelled, Time } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { type DutyView, usePlanDuty } from './duty-data.ts'
import { WholeForm } from './whole-form.tsx'

/** A shift as its fields have it; times as the wall at the site shows them. */
interface ShiftDraft {
  readonly key: number
  readonly person: string
  readonly from: string
  readonly to: string
  readonly tier?: number
}
interface Draft {
  readonly shifts: readonly ShiftDraft[]
  readonly deputies: readonly string[]
  readonly phones: string
  readonly watched: string
}

/** Who is there, from when to when, who stands in, whom to ring, what is watched: refused while somebody is missing at any time. */
export function DutyPlanForm({ duty, onClose }: { duty: DutyView; onClose: () => void }) {
  const planning = usePlanDuty(duty)
  const [draft, setDraft] = useState(() => draftOf(duty))
  return (
    <WholeForm
      label={text('安排值守', 'Plan the duty')}
      whole={wholeOf(draft, duty)}
      needs={text(
        '每一班的人和时间、替补、电话、保障内容都要填。',
        'Each shift with its times, deputies, whom to ring and what is watched are all needed.',
      )}
      sending={planning}
      onSend={(plan) => planning.mutate(plan, { onSuccess: onClose })}
      send={text('定下来，并写进值班表', 'Settle it, and put it on the roster')}
      cancel={text('不改了', 'Cancel')}
      onClose={onClose}
      isInside
    >
      <Shifts duty={duty} draft={draft} setDraft={setDraft} />
      <Rest duty={duty} draft={draft} setDraft={setDraft} />
    </WholeForm>
  )
}

/** What was planned, as far as it is in these days; otherwise one shift for all of them. */
function draftOf({ shifts, deputies, phones, watched, from, to, timezone }: DutyView): Draft {
  const days = { from: fieldOf(from, timezone), to: fieldOf(to, timezone) }
  const known = shifts.map(({ person, from: begin, to: end, tier }, key) => ({
    key,
    person,
    from: fieldOf(begin, timezone),
    to: fieldOf(end, timezone),
    ...(tier !== undefined && { tier }),
  }))
  return {
    shifts: known.length > 0 ? known : [{ key: 0, person: '', ...days }],
    deputies: deputies.map(({ id }) => id),
    phones,
    watched,
  }
}

function wholeOf({ shifts, deputies, phones, watched }: Draft, { timezone }: DutyView) {
  const isWhole = shifts.every(({ person, from, to }) => person && from && to)
  if (!isWhole || deputies.length === 0 || phones.trim() === '' || watched.trim() === '') return undefined
  return {
    shifts: shifts.map(({ person, from, to, tier }) => ({
      person,
      from: instantOf(from, timezone) ?? '',
      to: instantOf(to, timezone) ?? '',
      ...(tier !== undefined && { tier }),
    })),
    deputies: [...deputies],
    phones: phones.trim(),
    watched: watched.trim(),
  }
}

interface PartProps {
  readonly duty: DutyView
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
}

function Shifts({ duty, draft, setDraft }: PartProps) {
  const say = useSay()
  const { shifts } = draft
  const people = duty.people.map(({ id, name }) => ({ value: id, label: name }))
  const set = (key: number, changes: Partial<ShiftDraft>) =>
    setDraft({ ...draft, shifts: shifts.map((one) => (one.key === key ? { ...one, ...changes } : one)) })
  const add = () => {
    const last = shifts.at(-1)
    const next = { key: (last?.key ?? 0) + 1, person: '', from: last?.to ?? '', to: fieldOf(duty.to, duty.timezone) }
    setDraft({ ...draft, shifts: [...shifts, next] })
  }
  return (
    <fieldset className="wide dutyshifts">
      <legend>{say(text('谁在场', 'Who is there'))}</legend>
      {shifts.map(({ key, person, from, to }, place) => (
        <div key={key} className="dutyshift">
          <Labelled label={say(text(`第 ${place + 1} 班`, `Shift ${place + 1}`))}>
            {(id) => (
              <Select
                id={id}
                value={person || null}
                placeholder={say(text('请选择', 'Choose'))}
                onChange={(chosen) => set(key, { person: chosen ?? '' })}
                options={people}
              />
            )}
          </Labelled>
          <Labelled label={say(text('从', 'From'))}>
            {(id) => <Time id={id} value={from} onChange={(at) => set(key, { from: at })} />}
          </Labelled>
          <Labelled label={say(text('到', 'To'))}>
            {(id) => <Time id={id} value={to} onChange={(at) => set(key, { to: at })} />}
          </Labelled>
          {shifts.length > 1 && (
            <Button type="text" onClick={() => setDraft({ ...draft, shifts: shifts.filter((one) => one.key !== key) })}>
              {say(text('去掉', 'Remove'))}
            </Button>
          )}
        </div>
      ))}
      <Button onClick={add}>{say(text('加一班', 'Add a shift'))}</Button>
    </fieldset>
  )
}

function Rest({ duty, draft, setDraft }: PartProps) {
  const say = useSay()
  return (
    <>
      <Labelled label={say(text('替补（按先后）', 'Who stands in, in this order'))} isWide>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={[...draft.deputies]}
            onChange={(deputies: string[]) => setDraft({ ...draft, deputies })}
            options={duty.people.map(({ id: value, name }) => ({ value, label: name }))}
          />
        )}
      </Labelled>
      <Labelled label={say(text('依次拨打', 'Whom to ring, one after the other'))} isWide>
        {(id) => (
          <Input
            id={id}
            maxLength={1000}
            value={draft.phones}
            onChange={({ target }) => setDraft({ ...draft, phones: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say(text('保障什么，出了故障怎么办', 'What is watched, and what is done when it fails'))} isWide>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={1000}
            value={draft.watched}
            onChange={({ target }) => setDraft({ ...draft, watched: target.value })}
          />
        )}
      </Labelled>
    </>
  )
}
