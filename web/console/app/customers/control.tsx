import Checkbox from 'antd/es/checkbox'
import DatePicker from 'antd/es/date-picker'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import dayjs from 'dayjs'
import { useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { useDuty, usePlans } from '../data.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Column, type List, useEntries } from './data.ts'

interface Props {
  readonly column: Column
  readonly isFixed: boolean
  /** Given by the form. */
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}

/** One cell of the table, by its kind. It holds the text that the cell would. */
export function Control({ column, isFixed, id, value = '', onChange = () => {} }: Props) {
  const say = useSay()
  const { kind, of, choices = [] } = column
  const own = { ...(id && { id }), disabled: isFixed }
  if (of && of !== 'units')
    return <Reference column={column} of={of} isFixed={isFixed} value={value} onChange={onChange} {...(id && { id })} />
  switch (kind) {
    case 'day':
      return (
        <DatePicker
          {...own}
          className="wide"
          format="YYYY-MM-DD"
          value={value ? dayjs(value) : null}
          onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? '')}
        />
      )
    case 'flag':
      return (
        <Checkbox {...own} checked={YES.has(value)} onChange={({ target }) => onChange(target.checked ? 'true' : '')}>
          {say(text('是', 'Yes'))}
        </Checkbox>
      )
    case 'choice':
      return (
        <Select
          {...own}
          allowClear
          value={value || undefined}
          onChange={(chosen) => onChange(chosen ?? '')}
          options={choices.map((choice) => ({ value: say(choice.name), label: say(choice.name) }))}
        />
      )
    case 'codes':
    case 'terms':
      return (
        <Input.TextArea
          {...own}
          rows={2}
          value={value}
          placeholder={
            kind === 'terms'
              ? '2028-05-17..2029-05-16; …'
              : say(text('几个用分号隔开', 'several, with semicolons between'))
          }
          onChange={({ target }) => onChange(target.value)}
        />
      )
    default:
      return (
        <Input
          {...own}
          {...(kind === 'minutes' && { placeholder: '1; 3' })}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )
  }
}

/** As the cell is written in either language, and as it is kept. */
const YES: ReadonlySet<string> = new Set(['是', 'yes', 'true'])

/** An entry, or several, of another list: looked for by name, kept by id. */
function Reference({ column, of, id, isFixed, value = '', onChange = () => {} }: Props & { readonly of: string }) {
  const [q, setQ] = useState('')
  const options = useOptions(of, q)
  const isMany = column.kind === 'codes'
  const chosen = value.split('; ').filter(Boolean)
  return (
    <Select
      {...(id && { id })}
      disabled={isFixed}
      allowClear
      showSearch={{ onSearch: setQ, filterOption: of === 'plans' || of === 'rosters' }}
      {...(isMany && { mode: 'multiple' as const })}
      value={isMany ? chosen : value || undefined}
      onChange={(next: string | string[] | undefined) => onChange(Array.isArray(next) ? next.join('; ') : (next ?? ''))}
      options={options}
    />
  )
}

function useOptions(of: string, q: string) {
  const language = useLanguage()
  const isList = of === 'customers' || of === 'sites' || of === 'people'
  const entries = useEntries((isList ? of : 'people') as List, { q, limit: 50 }, isList)
  const plans = usePlans()
  const duty = useDuty()
  if (of === 'plans') {
    const titles = new Map((plans.data ?? []).map(({ id, title }) => [id, inLanguage(title, language)]))
    return [...titles].map(([value, title]) => ({ value, label: `${value} ${title}` }))
  }
  if (of === 'rosters')
    return (duty.data?.rosters ?? []).map(({ roster, name }) => ({ value: roster, label: `${name} ${roster}` }))
  return (entries.data?.entries ?? []).map((row) => ({ value: row.id, label: `${row.name} ${row.id}` }))
}
