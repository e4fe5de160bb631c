import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { type FormEvent, type KeyboardEvent, useEffect } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE } from '../../../rail/wall.ts'
import { ApiError } from '../outside/api.ts'
import { useNow } from '../outside/time.ts'
import { isSending } from '../parts/keys.tsx'
import { Problem as Refusal } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { useSay } from '../words.ts'
import type { Axis } from './axis.ts'
import { useChange, useDryRun } from './data.ts'
import { changeOf, type Draft, emptyDraft } from './draft.ts'
import { Fields } from './fields.tsx'
import { type FieldsProps, Labelled } from './inputs.tsx'
import type { Calendar } from './types.ts'

const KINDS = [
  ['standIn', text('代班', 'Stand in')],
  ['swap', text('换班', 'Swap')],
  ['leave', text('请假', 'Leave')],
  ['order', text('次序', 'Order')],
  ['rota', text('轮班', 'Rota')],
] as const

interface FormProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly calendars: readonly Calendar[]
  readonly staff: FieldsProps['staff']
  readonly axis: Axis
  /** How the roster would be; nothing while nobody asks. */
  readonly onPreview: (calendar: Calendar | undefined) => void
}

/** Every change of a roster: from when, why, and how it would be, before it is saved. */
export function ChangeForm({ calendars, ...props }: FormProps) {
  const calendar = calendars.find(({ id }) => id === props.draft.roster) ?? calendars[0]
  return calendar ? <Opened calendars={calendars} calendar={calendar} {...props} /> : null
}

function Opened({ draft, onDraft, calendars, calendar, staff, axis, onPreview }: FormProps & { calendar: Calendar }) {
  const say = useSay()
  const minute = useNow(MINUTE)
  const saving = useSaving({ draft, onDraft, calendar, axis, minute, onPreview })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.save()
  }
  const byKeys = (event: KeyboardEvent) => {
    if (!isSending(event)) return
    event.preventDefault()
    saving.save()
  }
  const set = (changes: Partial<Draft>) => onDraft({ ...draft, ...changes })
  const begin = (kind: Draft['kind']) => onDraft({ ...emptyDraft(calendar.id, kind), reason: draft.reason })
  return (
    <section className="panel edit" aria-label={say(text('调班', 'Change the roster'))}>
      <header>
        <h2>{say(text('调班', 'Change'))}</h2>
        <span className="soft small wide-only">{say(text('拖动横条，或在此填写', 'drag a bar, or fill this in'))}</span>
      </header>
      <form className="in" onSubmit={submit} onKeyDown={byKeys}>
        <span className="seg">
          {KINDS.map(([kind, name]) => (
            <button type="button" key={kind} aria-pressed={draft.kind === kind} onClick={() => begin(kind)}>
              {say(name)}
            </button>
          ))}
        </span>
        {calendars.length > 1 && (
          <Labelled label={say(text('值班表', 'Roster'))} isWide>
            {(id) => (
              <Select
                id={id}
                value={calendar.id}
                onChange={(roster: string) => onDraft({ ...emptyDraft(roster, draft.kind), reason: draft.reason })}
                options={calendars.map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
          </Labelled>
        )}
        <Fields draft={draft} set={set} calendar={calendar} staff={staff} minute={minute} />
        <div aria-live="polite">
          {saving.refused !== null && <Refused error={saving.refused} />}
          {saving.preview && <Effect before={calendar} after={saving.preview} />}
        </div>
        <div className="send">
          <Button type="primary" block htmlType="submit" disabled={!saving.isReady} loading={saving.isPending}>
            {draft.kind === 'end' ? say(text('撤销', 'End it')) : say(text('保存', 'Save'))} <kbd>Ctrl ↵</kbd>
          </Button>
        </div>
        {saving.preview && !saving.isReady && (
          <p className="soft small">{say(text('写明原因，才能保存。', 'Say why, then it can be saved.'))}</p>
        )}
      </form>
    </section>
  )
}

interface SaveProps extends Pick<FormProps, 'draft' | 'onDraft' | 'axis' | 'onPreview'> {
  readonly calendar: Calendar
  readonly minute: number
}

/** How it would be, why not, and saving it. */
function useSaving({ draft, onDraft, calendar, axis, minute, onPreview }: SaveProps) {
  const wanted = changeOf(draft, calendar, minute)
  const dryRun = useDryRun(calendar, axis, wanted)
  const change = useChange(calendar, axis)
  const preview = wanted && dryRun.isSuccess ? dryRun.data : undefined
  useEffect(() => onPreview(preview), [onPreview, preview])
  const isReady = preview !== undefined && draft.reason.trim() !== ''
  const save = () => {
    if (!wanted || !isReady || change.isPending) return
    const done = { onSuccess: () => onDraft(emptyDraft(calendar.id)) }
    change.mutate({ change: wanted, reason: draft.reason.trim() }, done)
  }
  return {
    preview,
    refused: change.error ?? (wanted ? dryRun.error : null),
    isReady,
    isPending: change.isPending,
    save,
  }
}

/** What stands in the way, without the field's name: the sentence says it. */
function Refused({ error }: { error: unknown }) {
  if (!(error instanceof ApiError) || error.problems.length === 0) return <Refusal error={error} />
  return (
    <Alert type="error" role="alert" title={error.problems.map((one) => one.replace(/^[\w.]+(：|: )/, '')).join(' ')} />
  )
}

/** What would be so, and what would be wrong by it. */
function Effect({ before, after }: { before: Calendar; after: Calendar }) {
  const say = useSay()
  const key = ({ text: said, from, to }: Calendar['problems'][number]) => `${said} ${from} ${to}`
  const known = new Set(before.problems.map(key))
  const arisen = after.problems.filter((problem) => !known.has(key(problem)))
  const [line] = after.history
  return (
    <div className="effect">
      <p>
        <Sign name={arisen.length > 0 ? 'none' : 'kept'} small /> {line?.text}
      </p>
      {arisen.length === 0 ? (
        <p className="soft small">{say(text('没有新的空档或矛盾。', 'No new gap or contradiction.'))}</p>
      ) : (
        arisen.map((problem) => (
          <p key={key(problem)} className="warn small">
            {problem.text}
          </p>
        ))
      )}
    </div>
  )
}
