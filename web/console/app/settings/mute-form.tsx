import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useEntries } from '../customers/data.ts'
import { Problem } from '../parts/problem.tsx'
import { DESK_ZONE } from '../parts/time.ts'
import { instantOf } from '../roster/axis.ts'
import { Labelled, Time } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { MUTED, type Muted, useMute } from './data.ts'

interface Draft {
  readonly of: Muted
  readonly id: string
  /** As the desk's clock shows it; `''`: now. */
  readonly from: string
  readonly until: string
  readonly reason: string
}
const EMPTY: Draft = { of: 'site', id: '', from: '', until: '', reason: '' }

/** Planned work is put on file: where, from when to when, and why. */
export function MuteForm({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const mute = useMute()
  const [draft, setDraft] = useState(EMPTY)
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const from = instantOf(draft.from, DESK_ZONE)
  const until = instantOf(draft.until, DESK_ZONE)
  const isWhole = draft.id !== '' && until !== undefined && draft.reason.trim() !== ''
  const save = () => {
    if (until)
      mute.mutate(
        { [draft.of]: draft.id, ...(from && { from }), until, reason: draft.reason.trim() },
        { onSuccess: onDone },
      )
  }
  return (
    <div className="mute-form">
      <Fields draft={draft} set={set} />
      <p className="soft">
        {say(
          text(
            '期间照常受理、承诺照常计时，只是到结束才呼叫人；最严重的级别照样马上呼叫。',
            'Reports are taken and promises run as ever; people are paged at the end. The worst severity is paged at once all the same.',
          ),
        )}
      </p>
      {mute.error && <Problem error={mute.error} />}
      <div className="buttons">
        <Button type="primary" disabled={!isWhole} loading={mute.isPending} onClick={save}>
          {say(text('开始静音', 'Mute'))}
        </Button>
        <Button onClick={onDone}>{say(text('取消', 'Cancel'))}</Button>
      </div>
    </div>
  )
}

function Fields({ draft, set }: { draft: Draft; set: (changes: Partial<Draft>) => void }) {
  const say = useSay()
  return (
    <>
      <Labelled label={say(text('静音什么', 'What is muted'))} isWide>
        {(id) => (
          <Select
            id={id}
            value={draft.of}
            options={MUTED.map((of) => ({ value: of, label: say(NAMES[of]) }))}
            onChange={(of) => set({ of, id: '' })}
          />
        )}
      </Labelled>
      <Where of={draft.of} id={draft.id} onChange={(id) => set({ id })} />
      <div className="two">
        <Labelled label={say(text('从（空着：现在起）', 'From (empty: now)'))}>
          {(id) => <Time id={id} value={draft.from} onChange={(chosen) => set({ from: chosen })} />}
        </Labelled>
        <Labelled label={say(text('到（最长 7 天）', 'Until (7 days at most)'))}>
          {(id) => <Time id={id} value={draft.until} onChange={(chosen) => set({ until: chosen })} />}
        </Labelled>
      </div>
      <Labelled label={say(text('原因', 'Reason'))} isWide>
        {(id) => (
          <Input
            id={id}
            value={draft.reason}
            maxLength={1000}
            placeholder={say(text('例如：机房停电检修', 'such as: power is cut for maintenance'))}
            onChange={({ target }) => set({ reason: target.value })}
          />
        )}
      </Labelled>
    </>
  )
}

/** Looked for by name or number, kept by id. */
function Where({ of, id, onChange }: Pick<Draft, 'of' | 'id'> & { readonly onChange: (id: string) => void }) {
  const say = useSay()
  const [q, setQ] = useState('')
  const entries = useEntries(LISTS[of], { q, limit: 50 })
  return (
    <Labelled label={say(WHICH[of])} isWide>
      {(field) => (
        <Select
          key={of}
          id={field}
          value={id || null}
          showSearch={{ onSearch: setQ, filterOption: false }}
          placeholder={say(text('输入名称或编号查找', 'Type a name or a number'))}
          options={(entries.data?.entries ?? []).map((row) => ({ value: row.id, label: `${row.name} ${row.id}` }))}
          onChange={(chosen) => onChange(chosen ?? '')}
        />
      )}
    </Labelled>
  )
}

/** Where what is muted is on file. */
export const LISTS = { customer: 'customers', site: 'sites', unit: 'units' } as const
const WHICH = {
  customer: text('哪个客户', 'Which customer'),
  site: text('哪处现场', 'Which site'),
  unit: text('哪台设备', 'Which unit'),
} as const
const NAMES = {
  customer: text('整个客户', 'A customer'),
  site: text('一处现场', 'A site'),
  unit: text('一台设备', 'A unit'),
} as const
