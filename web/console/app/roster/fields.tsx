import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { text } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Draft, shiftsAhead, withShift } from './draft.ts'
import { type FieldsProps, Labelled, TierField, Time } from './inputs.tsx'
import { nameIn, spanText } from './names.ts'
import { RotaFields } from './rota.tsx'
import type { Calendar } from './types.ts'

/** What each kind of change asks for. */
export function Fields({ draft, set, calendar, staff, minute }: FieldsProps) {
  const say = useSay()
  const shift = shiftsAhead(calendar, minute).find(({ key }) => key === draft.shift)
  const isTimed = draft.kind !== 'swap'
  return (
    <>
      {(draft.kind === 'standIn' || draft.kind === 'swap') && (
        <ShiftField
          label={say(text('班次', 'Shift'))}
          value={draft.shift}
          {...{ calendar, minute }}
          withManager={draft.kind === 'standIn'}
          onChange={(chosen) => set(withShift(draft, chosen, calendar, minute))}
        />
      )}
      {draft.kind === 'swap' && (
        <ShiftField
          label={say(text('与这一班互换', 'with this shift'))}
          value={draft.other}
          {...{ calendar, minute }}
          not={shift?.person}
          onChange={({ key }) => set({ other: key })}
        />
      )}
      {(draft.kind === 'standIn' || draft.kind === 'leave') && (
        <Labelled
          label={draft.kind === 'leave' ? say(text('谁请假', 'Who')) : say(text('改由', 'Instead'))}
          isWide={draft.kind === 'leave'}
        >
          {(id) => (
            <Select
              id={id}
              value={draft.person || null}
              placeholder={say(text('请选择', 'Choose'))}
              onChange={(person) => set({ person: person ?? '' })}
              options={peopleFor(draft, calendar, staff)
                .filter((one) => one.id !== shift?.person)
                .map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </Labelled>
      )}
      {draft.kind === 'order' && <OrderFields draft={draft} set={set} calendar={calendar} />}
      {draft.kind === 'rota' && <RotaFields {...{ draft, set, calendar, staff }} />}
      {draft.kind === 'end' && <Ended calendar={calendar} change={draft.change} />}
      {isTimed && <Times draft={draft} set={set} calendar={calendar} />}
      <Labelled label={say(text('原因', 'Reason'))} isWide>
        {(id) => (
          <Input
            id={id}
            value={draft.reason}
            maxLength={500}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
      </Labelled>
    </>
  )
}

const peopleFor = ({ kind }: Draft, { people }: Calendar, staff: FieldsProps['staff']) =>
  kind === 'leave' ? people : staff

/** What is about to be ended, in its own words. */
function Ended({ calendar, change }: { calendar: Calendar; change: string }) {
  const say = useSay()
  const line = calendar.history.find((one) => one.change === change)
  return (
    <p className="mid">
      {say(text('撤销：', 'End: '))}
      {line?.text ?? say(text('目录文件里的代班', 'a stand-in of the directory file'))}
    </p>
  )
}

function Times({ draft, set, calendar }: Pick<FieldsProps, 'draft' | 'set' | 'calendar'>) {
  const say = useSay()
  const hasEnd = draft.kind === 'standIn' || draft.kind === 'leave'
  return (
    <div className="two">
      <Labelled label={say(text('从（空着：现在起）', 'From (empty: now)'))}>
        {(id) => <Time id={id} value={draft.from} onChange={(from) => set({ from })} />}
      </Labelled>
      {hasEnd && (
        <Labelled label={say(text('到', 'To'))}>
          {(id) => <Time id={id} value={draft.to} onChange={(to) => set({ to })} />}
        </Labelled>
      )}
      <p className="soft small zone">{say(text(`时间按 ${calendar.timezone}`, `times of ${calendar.timezone}`))}</p>
    </div>
  )
}

interface ShiftFieldProps {
  readonly label: string
  readonly value: string
  readonly calendar: Calendar
  readonly minute: number
  readonly not?: string | undefined
  readonly withManager?: boolean
  readonly onChange: (shift: ReturnType<typeof shiftsAhead>[number]) => void
}

function ShiftField({ label, value, calendar, minute, not, withManager = false, onChange }: ShiftFieldProps) {
  const say = useSay()
  const language = useLanguage()
  const name = nameIn(calendar.people)
  const shifts = shiftsAhead(calendar, minute).filter(
    ({ tier, person }) => person !== not && (withManager || tier < calendar.tiers.length),
  )
  const tierOf = (tier: number) => calendar.tiers[tier]?.name ?? say(text('经理', 'Manager'))
  return (
    <Labelled label={label}>
      {(id) => (
        <Select
          id={id}
          value={value || null}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={say(text('请选择', 'Choose'))}
          onChange={(key) => {
            const shift = shifts.find((one) => one.key === key)
            if (shift) onChange(shift)
          }}
          options={shifts.map((shift) => ({
            value: shift.key,
            label: `${tierOf(shift.tier)} · ${name(shift.person)} · ${spanText(shift, calendar, minute, language)}`,
          }))}
        />
      )}
    </Labelled>
  )
}

function OrderFields({ draft, set, calendar }: Pick<FieldsProps, 'draft' | 'set' | 'calendar'>) {
  const say = useSay()
  const name = nameIn(calendar.people)
  const chosen = calendar.tiers[draft.tier]?.people ?? []
  const people = draft.people.length > 0 ? draft.people : chosen
  const up = (place: number) => {
    const next = [...people]
    next.splice(place - 1, 2, people[place] ?? '', people[place - 1] ?? '')
    set({ people: next })
  }
  return (
    <>
      <TierField draft={draft} calendar={calendar} onChange={(tier) => set({ tier, people: [] })} />
      <p className="soft small">
        {say(text('第一位值下一个新开始的班，其余依次', 'The first has the next shift that begins, the others follow'))}
      </p>
      <ol className="order">
        {people.map((id, place) => (
          <li key={id}>
            {place + 1}. <b>{name(id)}</b>
            <Button
              size="small"
              disabled={place === 0}
              aria-label={say(text(`${name(id)} 提前一位`, `${name(id)} one place earlier`))}
              onClick={() => up(place)}
            >
              ↑
            </Button>
          </li>
        ))}
      </ol>
    </>
  )
}
