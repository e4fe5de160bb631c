import Button from 'antd/es/button'
import Form from 'antd/es/form'
import { type KeyboardEvent, useState } from 'react'
import { normaliseSerial } from '../../../../shared/directory/serial.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { isSending } from '../parts/keys.tsx'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { Control } from './control.tsx'
import { type Cells, type Column, type Entry, type ListForm, useTry } from './data.ts'
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
  const [wanted, setWanted] = useState<{ readonly id: string; readonly cells: Cells }>()
  const known = read?.cells ?? {}
  const send = (values: Readonly<Record<string, string | undefined>>) => {
    const cells = changedIn(form.columns, known, values)
    const id = read?.id ?? idOf(form.list, cells)
    attempt.mutate(
      { list: form.list, id, cells, version: read?.version },
      { onSuccess: () => setWanted({ id, cells }) },
    )
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
          save={{ list: form.list, ...wanted, version: read?.version }}
          onDone={() => onDone(wanted.id)}
          onClose={() => setWanted(undefined)}
        />
      )}
    </>
  )
}

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
