import DatePicker from 'antd/es/date-picker'
import Select from 'antd/es/select'
import dayjs from 'dayjs'
import { type ReactNode, useId } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import type { Draft } from './draft.ts'
import type { Calendar } from './types.ts'

interface LabelledProps {
  readonly label: string
  /** Across the form; others stand two in a line. */
  readonly isWide?: boolean
  readonly children: (id: string) => ReactNode
}
export function Labelled({ label, isWide = false, children }: LabelledProps) {
  const id = useId()
  return (
    <div className={isWide ? 'lab wide' : 'lab'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

export interface FieldsProps {
  readonly draft: Draft
  readonly set: (changes: Partial<Draft>) => void
  readonly calendar: Calendar
  readonly staff: readonly { readonly id: string; readonly name: string }[]
  readonly minute: number
}

interface TierFieldProps extends Pick<FieldsProps, 'draft' | 'calendar'> {
  readonly onChange: (tier: number) => void
}
export function TierField({ draft, calendar, onChange }: TierFieldProps) {
  const say = useSay()
  return (
    <Labelled label={say(text('哪一线', 'Tier'))} isWide>
      {(id) => (
        <Select
          id={id}
          value={draft.tier}
          onChange={onChange}
          options={calendar.tiers.map((tier) => ({ value: tier.tier, label: tier.name }))}
        />
      )}
    </Labelled>
  )
}

/** As a clock on the wall shows it. */
export const Time = ({ id, value, onChange }: { id: string; value: string; onChange: (value: string) => void }) => (
  <DatePicker
    id={id}
    showTime={{ format: 'HH:mm', minuteStep: 5 }}
    format="YYYY-MM-DD HH:mm"
    value={value ? dayjs(value) : null}
    onChange={(chosen) => onChange(chosen ? chosen.format('YYYY-MM-DDTHH:mm') : '')}
  />
)
