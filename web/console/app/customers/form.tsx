import Button from 'antd/es/button'
import Form, { type FormInstance } from 'antd/es/form'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { normaliseSerial } from '../../../../shared/directory/serial.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { isSending } from '../parts/keys.tsx'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { Control } from './control.tsx'
import { type Cells, type Column, type Entry, type ListForm, type Save, useTry } from './data.ts'
import { SaveDialog } from './save.tsx'

interface Props {
  readonly form: ListForm
  /** What was read; absent: it is new. */
  readonly read?: Entry
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

/** A row of its table as a form. What it would change is shown before it is saved, and a reason is asked for. */
export function EntryForm({ form, read, onDone, onClose }: Props) {
  const say = useSay()
  const [antForm] = Form.useForm<Record<string, string | undefined>>()
  const attempt = useTry()
  const [wanted, setWanted] = useState<Pick<Save, 'id' | 'cells' | 'version'>>()
  const { base, isNewer, seen } = useLatest(form, antForm, wanted === undefined ? read : undefined, attempt.reset)
  const known = base?.cells ?? {}
  const send = (values: Readonly<Record<string, string | undefined>>) => {
    const cells = changedIn(form.columns, known, values)
    const id = read?.id ?? idOf(form.list, cells)
    const save = { id, cells, version: base?.version }
    const show = () => {
      setWanted(save)
      seen()
    }
    attempt.mutate({ list: form.list, ...save }, { onSuccess: show })
  }
  const byKeys = (event: KeyboardEvent) => {
    if (isSending(event)) antForm.submit()
    if (event.key === 'Escape') onClose()
  }
  const problems = attempt.error instanceof ApiError ? attempt.error.fields : {}
  const isPlaced = form.columns.some(({ key }) => problems[key] !== undefined)
  return (
    <>
      <Form
        form={antForm}
        name={form.list}
        layout="vertical"
        className="edit"
        initialValues={known}
        requiredMark
        onKeyDown={byKeys}
        onFinish={send}
      >
        {isNewer && <p role="status">{say(NEWER)}</p>}
        {attempt.error && !isPlaced ? <Problem error={attempt.error} /> : null}
        <Columns form={form} isNew={read === undefined} problems={problems} />
        <div className="send">
          <Button type="primary" htmlType="submit" loading={attempt.isPending}>
            {say(text('看看改动', 'Show the change'))} <kbd>Ctrl ↵</kbd>
          </Button>
          <Button onClick={onClose}>{say(text('不改了', 'Cancel'))}</Button>
        </div>
      </Form>
      {wanted && attempt.data && (
        <SaveDialog
          tried={attempt.data}
          save={{ list: form.list, ...wanted }}
          onDone={() => onDone(wanted.id)}
          onClose={() => setWanted(undefined)}
          onOvertaken={() => setWanted(undefined)}
        />
      )}
    </>
  )
}

/**
 * What the form was filled in upon. A colleague was faster: theirs is taken over wherever nothing else was written here.
 * `read`: absent while a change is being looked at.
 */
function useLatest(
  { columns }: ListForm,
  antForm: FormInstance<Record<string, string | undefined>>,
  read: Entry | undefined,
  onNewer: () => void,
) {
  const [base, setBase] = useState(read)
  const [isNewer, setNewer] = useState(false)
  useEffect(() => {
    if (!read || read.version === base?.version) return
    const mine = changedIn(columns, base?.cells ?? {}, antForm.getFieldsValue())
    antForm.setFieldsValue(Object.fromEntries(columns.map(({ key }) => [key, mine[key] ?? read.cells[key]])))
    onNewer()
    setBase(read)
    setNewer(true)
  }, [base, read, columns, antForm, onNewer])
  return { base, isNewer, seen: () => setNewer(false) }
}

const NEWER = text(
  '同事刚改过这一条：您没动的栏已是最新，您填的还在。请再看一次改动。',
  'A colleague has just changed this: what you left alone is up to date, what you wrote is still here. Look at the change once more.',
)

interface ColumnsProps {
  readonly form: ListForm
  readonly isNew: boolean
  readonly problems: Readonly<Record<string, string>>
}

function Columns({ form, isNew, problems }: ColumnsProps) {
  const say = useSay()
  return (
    <div className="columns">
      {form.columns.map((column) => (
        <Form.Item
          key={column.key}
          name={column.key}
          label={say(column.name)}
          rules={column.required ? [{ required: true, message: say(text('请填写。', 'Please fill this in.')) }] : []}
          {...(problems[column.key] && { validateStatus: 'error', help: problems[column.key] })}
        >
          <Control column={column} isFixed={!isNew && NAMING.has(`${form.list} ${column.key}`)} />
        </Form.Item>
      ))}
    </div>
  )
}

/** Others name an entry by these: they stay. */
const NAMING: ReadonlySet<string> = new Set([
  ...['people', 'customers', 'sites', 'contacts', 'contracts'].map((list) => `${list} id`),
  ...['units serial', 'loaners serial', 'prices list', 'prices code'],
])

/** Only what was changed is sent: what somebody else changes meanwhile in another column stays theirs. */
const changedIn = (
  columns: readonly Column[],
  known: Cells,
  values: Readonly<Record<string, string | undefined>>,
): Cells =>
  Object.fromEntries(
    columns
      .map(({ key }) => [key, (values[key] ?? '').trim()] as const)
      .filter(([key, value]) => value !== (known[key] ?? '')),
  )

const idOf = (list: string, cells: Cells): string => {
  if (list === 'prices') return `${cells.list ?? ''} ${cells.code ?? ''}`
  return cells.serial === undefined ? (cells.id ?? '') : normaliseSerial(cells.serial)
}
