import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { DAY_WORDS, DUTY_DAYS } from '../../../../shared/kernel/duty-days.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import { emptyRotation, type Rota, rotaOf } from './draft.ts'
import { type FieldsProps, Labelled, TierField, Time } from './inputs.tsx'
import type { Tier } from './types.ts'

type Rotation = Tier['rotation']
type Rule = NonNullable<Rota['rules']>[number]

/** How a tier takes turns: usually, and at certain times by other people. */
export function RotaFields({ draft, set, calendar, staff }: Pick<FieldsProps, 'draft' | 'set' | 'calendar' | 'staff'>) {
  const say = useSay()
  const rota = rotaOf(draft, calendar)
  if (!rota) return null
  const { rotation, rules = [] } = rota
  const put = (changes: Partial<Rota>) => set({ rota: { ...rota, ...changes } })
  const putRule = (place: number, changes: Partial<Rule>) =>
    put({ rules: rules.map((rule, index) => (index === place ? { ...rule, ...changes } : rule)) })
  return (
    <>
      <TierField draft={draft} calendar={calendar} onChange={(tier) => set({ tier, rota: undefined })} />
      {rules.map((rule, place) => (
        <fieldset key={place} className="rule">
          <legend>{say(text(`第 ${place + 1} 段`, `Time ${place + 1}`))}</legend>
          <When rule={rule} onChange={(changes) => putRule(place, changes)} />
          <Turns rotation={rule.rotation} staff={staff} onChange={(one) => putRule(place, { rotation: one })} />
          <Button size="small" onClick={() => put({ rules: rules.filter((_, index) => index !== place) })}>
            {say(text('去掉这一段', 'Remove this time'))}
          </Button>
        </fieldset>
      ))}
      <fieldset className="rule">
        <legend>{rules.length > 0 ? say(text('其余时间', 'Otherwise')) : say(text('所有时间', 'At all times'))}</legend>
        <Turns rotation={rotation} staff={staff} onChange={(one) => put({ rotation: one })} />
      </fieldset>
      <Button
        onClick={() =>
          put({ rules: [...rules, { from: '18:00', to: '09:00', rotation: emptyRotation(rotation, '18:00') }] })
        }
      >
        {say(text('夜间、周末另排人', 'Other people at nights or weekends'))}
      </Button>
    </>
  )
}

function When({ rule, onChange }: { rule: Rule; onChange: (changes: Partial<Rule>) => void }) {
  const say = useSay()
  const { days, from = '00:00', to = '24:00' } = rule
  return (
    <>
      <Labelled label={say(text('哪些天（空着：每天）', 'Days (empty: every day)'))} isWide>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={[...(days ?? [])]}
            placeholder={say(text('每天', 'every day'))}
            onChange={(chosen: Rule['days']) =>
              onChange({ days: chosen?.length ? chosen : undefined } as Partial<Rule>)
            }
            options={DUTY_DAYS.map((day) => ({ value: day, label: say(DAY_WORDS[day]) }))}
          />
        )}
      </Labelled>
      <div className="two">
        <Labelled label={say(text('几点起', 'From'))}>
          {(id) => (
            <Input id={id} type="time" value={from} onChange={({ target }) => onChange({ from: target.value })} />
          )}
        </Labelled>
        <Labelled label={to <= from ? say(text('到次日几点', 'To, next day')) : say(text('到几点', 'To'))}>
          {(id) => (
            <Input
              id={id}
              type="time"
              value={to === '24:00' ? '00:00' : to}
              onChange={({ target }) => onChange({ to: target.value })}
            />
          )}
        </Labelled>
      </div>
    </>
  )
}

interface TurnsProps {
  readonly rotation: Rotation
  readonly staff: FieldsProps['staff']
  readonly onChange: (rotation: Rotation) => void
}

const EVERY = [
  ['day', text('每天', 'daily')],
  ['week', text('每周', 'weekly')],
  ['month', text('每月', 'monthly')],
] as const
const HOURS = [8, 12, 336]

function Turns({ rotation, staff, onChange }: TurnsProps) {
  const say = useSay()
  const { people, every, start } = rotation
  const chosen = typeof every === 'string' ? every : every.hours
  const hours = typeof every === 'string' ? HOURS : [...new Set([...HOURS, every.hours])]
  const hourly = (count: number) =>
    count === 336 ? text('每两周', 'every two weeks') : text(`每 ${count} 小时`, `every ${count} hours`)
  return (
    <>
      <Labelled label={say(text('谁轮，按先后', 'Who, in order'))} isWide>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={[...people]}
            onChange={(ids: string[]) => onChange({ ...rotation, people: ids })}
            options={staff.map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
      </Labelled>
      <div className="two">
        <Labelled label={say(text('多久一换', 'How long each'))}>
          {(id) => (
            <Select
              id={id}
              value={chosen}
              onChange={(next: 'day' | 'week' | 'month' | number) =>
                onChange({ ...rotation, every: typeof next === 'number' ? { hours: next } : next })
              }
              options={[
                ...EVERY.map(([value, name]) => ({ value, label: say(name) })),
                ...hours.map((count) => ({ value: count, label: say(hourly(count)) })),
              ]}
            />
          )}
        </Labelled>
        <Labelled label={say(text('第一位从何时起（交班时刻）', 'The first begins (handover)'))}>
          {(id) => <Time id={id} value={start} onChange={(at) => onChange({ ...rotation, start: at || start })} />}
        </Labelled>
      </div>
    </>
  )
}
