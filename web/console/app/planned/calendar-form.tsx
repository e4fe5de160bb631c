import Button from 'antd/es/button'
import DatePicker from 'antd/es/date-picker'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import dayjs from 'dayjs'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { EVENT_KIND, EVENT_KINDS, type EventKind } from '../../../../shared/plan/rules/kit/event-kind.ts'
import { useEntries } from '../customers/data.ts'
import { Problem } from '../parts/problem.tsx'
import { Labelled } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { type CalendarEntry, type Happening, useEnter, useWithdraw } from './calendar-data.ts'
import { WholeForm } from './whole-form.tsx'

interface FormProps {
  readonly customer: string
  /** The one to change; absent: a new one. */
  readonly entry?: CalendarEntry
  readonly onClose: () => void
}

type Draft = Partial<Happening> & { readonly reason: string }

const draftOf = (entry: CalendarEntry | undefined): Draft => {
  if (!entry) return { kind: 'meeting', reason: '' }
  const { kind, name, site, from, until, hours } = entry
  return { kind, name, from, until, reason: '', ...(site !== undefined && { site }), ...(hours && { hours }) }
}

/** Enters days of the customer's, or moves them; what follows from them moves with them. */
export function EntryForm({ customer, entry, onClose }: FormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(entry))
  const enter = useEnter(customer, entry?.id)
  return (
    <WholeForm
      label={entry ? text('改期', 'Change') : text('登记', 'Enter')}
      whole={wholeOf(draft)}
      needs={text('名称、首日至末日、谁说的都要填。', 'Name, first and last day, and who said so are all needed.')}
      sending={enter}
      onSend={(whole) => enter.mutate(whole, { onSuccess: onClose })}
      send={entry ? text('保存', 'Save') : text('登记', 'Enter')}
      cancel={text('不改了', 'Cancel')}
      onClose={onClose}
      isInside
    >
      <Fields customer={customer} draft={draft} setDraft={setDraft} />
    </WholeForm>
  )
}

interface FieldsProps {
  readonly customer: string
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
}

function Fields({ customer, draft, setDraft }: FieldsProps) {
  const say = useSay()
  const sites = useEntries('sites', { customer })
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  return (
    <>
      <Labelled label={say(text('哪一类', 'Kind'))}>
        {(id) => (
          <Select
            id={id}
            value={draft.kind ?? 'meeting'}
            onChange={(kind: EventKind) => set({ kind })}
            options={EVENT_KINDS.map((kind) => ({ value: kind, label: say(EVENT_KIND[kind]) }))}
          />
        )}
      </Labelled>
      <Labelled label={say(text('叫什么', 'Name'))}>
        {(id) => (
          <Input id={id} value={draft.name} maxLength={120} onChange={({ target }) => set({ name: target.value })} />
        )}
      </Labelled>
      <Labelled label={say(text('哪几天（首日至末日）', 'First and last day'))}>
        {(id) => (
          <DatePicker.RangePicker
            id={id}
            format="YYYY-MM-DD"
            value={draft.from && draft.until ? [dayjs(draft.from), dayjs(draft.until)] : null}
            onChange={(days) => {
              const [first, last] = days ?? []
              if (first && last) set({ from: first.format('YYYY-MM-DD'), until: last.format('YYYY-MM-DD') })
            }}
          />
        )}
      </Labelled>
      <Labelled label={say(text('现场（不选：全部）', 'Site (none: all of them)'))}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={draft.site ?? null}
            onChange={(site: string | undefined) => setDraft(withSite(draft, site))}
            options={(sites.data?.entries ?? []).map((row) => ({ value: row.id, label: row.name }))}
          />
        )}
      </Labelled>
      <Hours draft={draft} set={set} />
      <Labelled label={say(text('谁说的，为什么', 'Who said so, and why'))} isWide>
        {(id) => (
          <Input
            id={id}
            value={draft.reason}
            maxLength={1000}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
      </Labelled>
    </>
  )
}

function withSite({ site: _, ...draft }: Draft, site: string | undefined): Draft {
  return site === undefined ? draft : { ...draft, site }
}

/** Of an exam, or of peak times, the hours: what must not be disturbed lies in them. */
function Hours({ draft, set }: { draft: Draft; set: (changes: Partial<Draft>) => void }) {
  const say = useSay()
  const { from = '', to = '' } = draft.hours ?? {}
  return (
    <Labelled label={say(text('每天几点到几点（不填：全天）', 'From and to, each day (none: all day)'))}>
      {(id) => (
        <span className="two">
          <Input
            id={id}
            type="time"
            value={from}
            onChange={({ target }) => set({ hours: { from: target.value, to } })}
          />
          <Input
            type="time"
            aria-label={say(text('到', 'To'))}
            value={to}
            onChange={({ target }) => set({ hours: { from, to: target.value } })}
          />
        </span>
      )}
    </Labelled>
  )
}

/** What is to be sent; undefined while something is missing. */
function wholeOf({ kind, name, from, until, reason, site, hours }: Draft): Happening | undefined {
  if (!kind || !name?.trim() || !from || !until || !reason.trim()) return undefined
  const times = hours?.from && hours.to ? { hours } : {}
  return { kind, name: name.trim(), from, until, reason: reason.trim(), ...(site && { site }), ...times }
}

/** What followed from it falls away with it, on record. */
export function Withdrawal({ customer, entry, onClose }: Required<FormProps>) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const withdraw = useWithdraw(customer)
  return (
    <div className="in entryform">
      {withdraw.error && <Problem error={withdraw.error} />}
      <Labelled label={say(text(`为什么取消“${entry.name}”`, `Why “${entry.name}” is withdrawn`))} isWide>
        {(id) => (
          <Input id={id} autoFocus value={reason} maxLength={1000} onChange={({ target }) => setReason(target.value)} />
        )}
      </Labelled>
      <p className="soft small">
        {say(
          text(
            '因它而排的计划服务随之失效，都有记录。',
            'Planned work that follows from it falls away with it, on record.',
          ),
        )}
      </p>
      <div className="send">
        <Button
          danger
          disabled={!reason.trim()}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ entry: entry.id, reason: reason.trim() }, { onSuccess: onClose })}
        >
          {say(text('取消这一条', 'Withdraw it'))}
        </Button>
        <Button onClick={onClose}>{say(text('不改了', 'Cancel'))}</Button>
      </div>
    </div>
  )
}
