import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import DatePicker from 'antd/es/date-picker'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import dayjs, { type Dayjs } from 'dayjs'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { isSending } from '../parts/keys.tsx'
import { type Say, useSay } from '../words.ts'
import type { Field } from './data.ts'

interface OpenProps {
  readonly form: { readonly type: string; readonly name: string; readonly fields: readonly Field[] }
  /** What stands in its fields at first; times as a clock on the wall shows them. */
  readonly initial?: Readonly<Record<string, string>>
  readonly isPending: boolean
  readonly problems: Readonly<Record<string, string>>
  readonly onSend: (values: Readonly<Record<string, string>>) => void
  readonly onClose: () => void
}
type Values = Readonly<Record<string, string | boolean | Dayjs | undefined>>

/** One form, where it stands; what it sends is the caller's to do. */
export function OpenForm({ form, initial = {}, isPending, problems, onSend, onClose }: OpenProps) {
  const say = useSay()
  const [antForm] = Form.useForm<Values>()
  // Once, as it opens: whoever is writing stays where they are when something else changes.
  const first = useRef(form.fields[0]?.name)
  useEffect(() => {
    if (first.current !== undefined) antForm.focusField(first.current)
  }, [antForm])
  const byKeys = (event: KeyboardEvent) => {
    if (isSending(event)) antForm.submit()
    if (event.key === 'Escape') onClose()
    event.stopPropagation()
  }
  return (
    <Form
      form={antForm}
      name={form.type}
      layout="vertical"
      className="open"
      requiredMark
      initialValues={shown(form.fields, initial)}
      aria-label={form.name}
      onKeyDown={byKeys}
      onFinish={(values) => onSend(written(values))}
    >
      <p className="fm">{form.name}</p>
      {form.fields.map((field) => (
        <FormField key={field.name} field={field} problem={problems[field.name]} say={say} />
      ))}
      <div className="send">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {form.name} <kbd>Ctrl ↵</kbd>
        </Button>
        <Button onClick={onClose}>{say(text('不做了', 'Cancel'))}</Button>
      </div>
    </Form>
  )
}

const shown = (fields: readonly Field[], values: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const value = values[name]
      return value === undefined ? [] : [[name, kind === 'time' ? dayjs(value) : value]]
    }),
  )

/** As text, times as a clock on the wall shows them. */
const written = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined || value === false || value === null) return []
      if (value === true) return [[name, 'on']]
      return [[name, dayjs.isDayjs(value) ? value.format('YYYY-MM-DDTHH:mm') : String(value)]]
    }),
  )

function FormField({ field, problem, say }: { field: Field; problem: string | undefined; say: Say }) {
  const { name, label, kind, required } = field
  const missing = say(text('请填写。', 'Please fill this in.'))
  return (
    <Form.Item
      name={name}
      label={kind === 'tick' ? undefined : label}
      valuePropName={kind === 'tick' ? 'checked' : 'value'}
      rules={required ? [{ required: true, message: missing }] : []}
      {...(problem && { validateStatus: 'error', help: problem })}
    >
      {control(field, say)}
    </Form.Item>
  )
}

function control({ kind, label, choices = [], none }: Field, say: Say) {
  switch (kind) {
    case 'line':
      return <Input maxLength={200} autoComplete="off" />
    case 'prose':
      return <Input.TextArea rows={2} maxLength={1000} />
    case 'lines':
      return <Input.TextArea rows={2} maxLength={4000} />
    case 'positions':
      return (
        <Input.TextArea
          rows={2}
          maxLength={4000}
          placeholder={choices
            .slice(0, 2)
            .map(({ value, label: name }) => `${value} × 1   ${name}`)
            .join('\n')}
        />
      )
    case 'time':
      return <DatePicker showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" className="wide" />
    case 'tick':
      return <Checkbox>{label}</Checkbox>
    case 'choice':
      return (
        <Select
          allowClear
          showSearch={choices.length > 8 && { optionFilterProp: 'label' }}
          placeholder={none ?? say(text('请选择', 'Choose'))}
          options={choices.map(({ value, label: name }) => ({ value, label: name }))}
        />
      )
    default:
      return kind satisfies never
  }
}
