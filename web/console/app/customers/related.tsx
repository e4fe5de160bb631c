import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import { type List, useEntries } from './data.ts'
import { Rows } from './rows.tsx'

/** What belongs to a customer or a site, list by list. */
const PARTS: Partial<Record<List, readonly List[]>> = {
  customers: ['sites', 'contacts', 'units', 'contracts'],
  sites: ['units', 'contacts'],
}
const NAMES: Partial<Record<List, ReturnType<typeof text>>> = {
  sites: text('现场', 'Sites'),
  contacts: text('联系人', 'Contacts'),
  units: text('设备', 'Units'),
  contracts: text('合同', 'Contracts'),
}
const SHOWN = 50

export function Related({ list, id }: { list: List; id: string }) {
  return (PARTS[list] ?? []).map((part) => (
    <Part key={part} list={part} of={list === 'customers' ? { customer: id } : { site: id }} />
  ))
}

function Part({ list, of }: { list: List; of: { customer?: string; site?: string } }) {
  const say = useSay()
  const { data } = useEntries(list, { ...of, limit: SHOWN })
  const name = NAMES[list]
  return (
    <section className="panel">
      <header>
        <h2>{name && say(name)}</h2>
        <span className="soft">{data?.total}</span>
      </header>
      {data && data.entries.length > 0 ? (
        <Rows rows={data.entries} />
      ) : (
        <p className="in soft">{data ? say(text('没有', 'None')) : '…'}</p>
      )}
      {data && data.total > SHOWN && (
        <p className="in soft small">
          {say(text(`前 ${SHOWN} 条；其余请搜索`, `the first ${SHOWN}; search for the others`))}
        </p>
      )}
    </section>
  )
}
