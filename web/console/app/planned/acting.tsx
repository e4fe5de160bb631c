import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import { useEffect, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { ApiError } from '../outside/api.ts'
import { sentenceOf } from '../parts/problem.tsx'
import type { Field } from '../repair/data.ts'
import { type Happened, lastOf, News } from '../repair/news.tsx'
import { OpenForm } from '../repair/open-form.tsx'
import { useSay } from '../words.ts'

export interface ActingForm {
  readonly type: string
  readonly name: string
  readonly fields: readonly Field[]
}

/** A form that something else asked for, and what stands in it: a visit was drawn to another day. */
export interface Wanted {
  readonly type: string
  readonly values: Readonly<Record<string, string>>
}

interface Props {
  readonly forms: readonly ActingForm[]
  /** What happened, in turn: what comes while a form is filled in stands above it. */
  readonly timeline?: readonly Happened[]
  readonly wanted?: Wanted | undefined
  readonly isPending: boolean
  readonly error: unknown
  /** `then`: once it was taken. */
  readonly onAct: (type: string, values: Readonly<Record<string, string>>, then: () => void) => void
}

/** What is being filled in, as it was opened, and what had happened by then. */
interface Opened {
  readonly form: ActingForm
  readonly since: number
}

/** What can be done now: each a button, and a form where something is to be said. */
export function Acting({ forms, timeline = [], wanted, isPending, error, onAct }: Props) {
  const say = useSay()
  const [open, setOpen] = useState<Opened>()
  const since = lastOf(timeline)
  const show = (type: string | undefined) => {
    const found = forms.find((one) => one.type === type)
    setOpen(found && { form: found, since })
  }
  useEffect(() => show(wanted?.type), [wanted])
  // What can no longer be done stays open: what was written is not thrown away.
  const allowed = forms.find(({ type }) => type === open?.form.type)
  const form = allowed ?? open?.form
  const send = (type: string, values: Readonly<Record<string, string>>) => onAct(type, values, () => setOpen(undefined))
  if (forms.length === 0 && !form)
    return <p className="soft">{say(text('现在没有您可以办的。', 'There is nothing for you to do now.'))}</p>
  return (
    <div className="do">
      {error !== null && error !== undefined && <Alert type="error" role="alert" title={sentenceOf(error, say)} />}
      {form && open && <News timeline={timeline} since={open.since} isAllowed={allowed !== undefined} />}
      {form && (
        <OpenForm
          key={`${form.type} ${JSON.stringify(wanted?.values)}`}
          form={form}
          initial={wanted?.type === form.type ? wanted.values : {}}
          isPending={isPending}
          problems={error instanceof ApiError ? error.fields : {}}
          onSend={(values) => send(form.type, values)}
          onClose={() => setOpen(undefined)}
        />
      )}
      <div className="buttons">
        {forms
          .filter(({ type }) => type !== form?.type)
          .map(({ type, name, fields }, index) => (
            <Button
              key={type}
              type={index === 0 && !form ? 'primary' : 'default'}
              disabled={isPending}
              onClick={() => (fields.length === 0 ? send(type, {}) : show(type))}
            >
              {name}
            </Button>
          ))}
      </div>
    </div>
  )
}
