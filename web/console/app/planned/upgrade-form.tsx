import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useEntries } from '../customers/data.ts'
import { Labelled } from '../roster/inputs.tsx'
import { useSay } from '../words.ts'
import { usePlanUpgrade } from './upgrades-data.ts'
import { WholeForm } from './whole-form.tsx'

interface Draft {
  readonly customer?: string
  readonly site?: string
  readonly contract?: string
  readonly units: readonly string[]
  readonly title: string
}

/** Which units, under which contract, from what to what; the rest is planned with the customer. */
export function NewUpgrade({ onClose }: { onClose: (id?: string) => void }) {
  const say = useSay()
  const plan = usePlanUpgrade()
  const [draft, setDraft] = useState<Draft>({ units: [], title: '' })
  return (
    <WholeForm
      label={text('安排升级', 'Plan an upgrade')}
      whole={wholeOf(draft)}
      needs={text('现场、合同、设备和升级内容都要填。', 'Site, contract, units and what is upgraded are all needed.')}
      sending={plan}
      onSend={(whole) => plan.mutate(whole, { onSuccess: ({ id }) => onClose(id) })}
      send={text('安排', 'Plan it')}
      cancel={text('不安排了', 'Cancel')}
      onClose={() => onClose()}
    >
      <Where draft={draft} setDraft={setDraft} />
      <Labelled label={say(text('从什么升到什么', 'From what to what'))}>
        {(id) => (
          <Input
            id={id}
            value={draft.title}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, title: target.value })}
          />
        )}
      </Labelled>
    </WholeForm>
  )
}

function wholeOf({ site, contract, units, title }: Draft) {
  if (site === undefined || contract === undefined || units.length === 0 || title.trim() === '') return undefined
  return { site, contract, units: [...units], title: title.trim() }
}

/** Each narrows what can be chosen after it. */
function Where({ draft, setDraft }: { draft: Draft; setDraft: (draft: Draft) => void }) {
  const say = useSay()
  const [q, setQ] = useState('')
  const { customer, site, contract, units, title } = draft
  const customers = useEntries('customers', { q, limit: 50 })
  const sites = useEntries('sites', { customer, limit: 200 }, customer !== undefined)
  const there = useEntries('units', { site, limit: 200 }, site !== undefined)
  const contracts = useEntries('contracts', { customer, limit: 50 }, customer !== undefined)
  return (
    <>
      <Labelled label={say(text('客户', 'Customer'))}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ onSearch: setQ, filterOption: false }}
            value={customer ?? null}
            onChange={(chosen: string) => setDraft({ customer: chosen, units: [], title })}
            options={(customers.data?.entries ?? []).map((row) => ({ value: row.id, label: row.name }))}
          />
        )}
      </Labelled>
      <Labelled label={say(text('现场', 'Site'))}>
        {(id) => (
          <Select
            id={id}
            value={site ?? null}
            onChange={(chosen: string) => setDraft({ ...draft, site: chosen, units: [] })}
            options={(sites.data?.entries ?? []).map((row) => ({ value: row.id, label: row.name }))}
          />
        )}
      </Labelled>
      <Labelled label={say(text('合同', 'Contract'))}>
        {(id) => (
          <Select
            id={id}
            value={contract ?? null}
            onChange={(chosen: string) => setDraft({ ...draft, contract: chosen })}
            options={(contracts.data?.entries ?? []).map((row) => ({ value: row.id, label: `${row.id} ${row.name}` }))}
          />
        )}
      </Labelled>
      <Labelled label={say(text('哪些设备', 'Which units'))}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={[...units]}
            onChange={(chosen: string[]) => setDraft({ ...draft, units: chosen })}
            options={(there.data?.entries ?? []).map((row) => ({ value: row.id, label: `${row.name} ${row.id}` }))}
          />
        )}
      </Labelled>
    </>
  )
}
