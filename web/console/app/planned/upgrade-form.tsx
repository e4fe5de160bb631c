import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useEntries } from '../customers/data.ts'
import { Problem } from '../parts/problem.tsx'
import { Labelled } from '../roster/fields.tsx'
import { useSay } from '../words.ts'
import { usePlanUpgrade } from './upgrades-data.ts'

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
  const [isTried, setTried] = useState(false)
  const { site, contract, units, title } = draft
  const isWhole = site !== undefined && contract !== undefined && units.length > 0 && title.trim() !== ''
  const send = () => {
    if (!isWhole) return setTried(true)
    plan.mutate({ site, contract, units: [...units], title: title.trim() }, { onSuccess: ({ id }) => onClose(id) })
  }
  return (
    <form
      className="panel in entryform"
      aria-label={say(text('安排升级', 'Plan an upgrade'))}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {plan.error && <Problem error={plan.error} />}
      <Where draft={draft} setDraft={setDraft} />
      <Labelled label={say(text('从什么升到什么', 'From what to what'))}>
        {(id) => (
          <Input
            id={id}
            value={title}
            maxLength={200}
            onChange={({ target }) => setDraft({ ...draft, title: target.value })}
          />
        )}
      </Labelled>
      {isTried && !isWhole && (
        <p className="bad" role="alert">
          {say(
            text('现场、合同、设备和升级内容都要填。', 'Site, contract, units and what is upgraded are all needed.'),
          )}
        </p>
      )}
      <div className="send">
        <Button type="primary" htmlType="submit" loading={plan.isPending}>
          {say(text('安排', 'Plan it'))}
        </Button>
        <Button onClick={() => onClose()}>{say(text('不安排了', 'Cancel'))}</Button>
      </div>
    </form>
  )
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
