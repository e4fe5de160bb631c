import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import DatePicker from 'antd/es/date-picker'
import Form from 'antd/es/form'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import dayjs, { type Dayjs } from 'dayjs'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { STAGE_NAMES } from '../../../../shared/message/texts.ts'
import type { Repair } from '../data.ts'
import { ApiError } from '../outside/api.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { isSending, useKeys } from '../parts/keys.tsx'
import { Failed, sentenceOf } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { type Say, useLanguage, useSay } from '../words.ts'
import { askedAction } from './asked.ts'
import { type ActionForm, type Field, useAct, useForms } from './data.ts'

/** What may be done now: the likely steps as buttons, the rest behind one more; a form opens where it stands. */
export default function Actions({ repair }: { repair: Repair }) {
  const say = useSay()
  const forms = useForms(repair.id)
  const who = useStore(sessionStore)?.subject ?? ''
  const act = useAct(repair, who)
  const [open, setOpen] = useState<ActionForm>()
  const [showsAll, setShowsAll] = useState(false)
  const all = forms.data ?? []
  const likely = all.filter((form) => form.likely)
  const others = all.filter((form) => !form.likely)
  useKeys({ '.': () => setShowsAll(!showsAll) })

  const send = (form: ActionForm, values: Readonly<Record<string, string>>) =>
    act.mutate({ type: form.type, values }, { onSuccess: () => setOpen(undefined) })
  const pick = (form: ActionForm) => {
    act.reset()
    if (form.fields.length === 0) send(form, {})
    else setOpen(open?.type === form.type ? undefined : form)
  }
  const asked = useStore(askedAction)
  useEffect(() => {
    const form = asked?.repair === repair.id && forms.data?.find(({ type }) => type === asked.type)
    if (!form) return
    askedAction.set(undefined)
    setShowsAll(true)
    act.reset()
    setOpen(form)
  })
  const button = (form: ActionForm, isMain: boolean) => (
    <Button
      key={form.type}
      type={isMain && !open ? 'primary' : 'default'}
      loading={act.isPending && act.variables.type === form.type && !open}
      aria-expanded={form.fields.length > 0 ? open?.type === form.type : undefined}
      onClick={() => pick(form)}
    >
      {form.name}
    </Button>
  )

  if (forms.isError) return <Failed of={forms} />
  if (!forms.data) return <Waiting />
  if (all.length === 0)
    return (
      <p className="soft">
        {say(text('您的身份只能查看这张报修单。', 'You may read this repair, and not act on it.'))}
      </p>
    )
  return (
    <div className="do">
      {act.isError && <Refused error={act.error} say={say} />}
      {open && (
        <OpenForm
          key={open.type}
          form={open}
          isPending={act.isPending}
          problems={act.error instanceof ApiError ? act.error.fields : {}}
          onSend={(values) => send(open, values)}
          onClose={() => setOpen(undefined)}
        />
      )}
      <div className="buttons">
        {likely.filter(({ type }) => type !== open?.type).map((form, index) => button(form, index === 0))}
      </div>
      {others.length > 0 && (
        <>
          <button type="button" className="more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll
              ? say(text('收起其余', 'Show fewer'))
              : say(text(`其余 ${others.length} 项：`, `${others.length} more: `)) + firstOf(others, say)}{' '}
            <kbd>.</kbd>
          </button>
          {showsAll && <div className="others">{others.map((form) => button(form, false))}</div>}
        </>
      )}
    </div>
  )
}

const firstOf = (forms: readonly ActionForm[], say: Say): string =>
  `${forms
    .slice(0, 3)
    .map(({ name }) => name)
    .join(say(text('、', ', ')))}…`

/** Why it was not taken, and what to do now; what was written stays. */
function Refused({ error, say }: { error: unknown; say: Say }) {
  const language = useLanguage()
  const isConflict = error instanceof ApiError && error.status === 409
  if (!isConflict) return <Alert type="error" role="alert" title={sentenceOf(error, say)} />
  const stage = error.stage && inLanguage(STAGE_NAMES[error.stage], language)
  return (
    <Alert
      type="warning"
      role="alert"
      title={say(
        text(
          '情况刚刚变了，这一步没有做，您填写的还在。',
          'Things have just changed: this was not done. What you wrote is still here.',
        ),
      )}
      description={[
        error.message,
        stage && say(text(`现在是“${stage}”。`, `It stands at “${stage}” now.`)),
        say(
          text(
            '页面已是最新情况，请从下面能做的里选。',
            'The page shows how it stands; choose from what is possible below.',
          ),
        ),
      ]
        .filter(Boolean)
        .join(' ')}
    />
  )
}

interface OpenProps {
  readonly form: ActionForm
  readonly isPending: boolean
  readonly problems: Readonly<Record<string, string>>
  readonly onSend: (values: Readonly<Record<string, string>>) => void
  readonly onClose: () => void
}
type Values = Readonly<Record<string, string | boolean | Dayjs | undefined>>

/** One form, where it stands; what it sends is the caller's to do. */
export function OpenForm({ form, isPending, problems, onSend, onClose }: OpenProps) {
  const say = useSay()
  const [antForm] = Form.useForm<Values>()
  useEffect(() => {
    const first = form.fields[0]
    if (first) antForm.focusField(first.name)
  }, [antForm, form])
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
