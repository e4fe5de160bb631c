import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import Select from 'antd/es/select'
import { useState } from 'react'
import { labelPath } from '../../../../shared/directory/label.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { Failed } from '../parts/problem.tsx'
import { go, Link } from '../router.tsx'
import { useSay } from '../words.ts'
import { type Row, useEntries, useLists } from './data.ts'
import { Qr } from './qr.tsx'

/** A sheet of labels to print (N10): supplier, hotline, unit, serial number, and a code that leads to a fault report. */
export default function Labels({ site, unit }: { site: string | undefined; unit: string | undefined }) {
  const say = useSay()
  const sites = useEntries('sites', { limit: 200 })
  const units = useEntries(
    'units',
    { ...(site && { site }), ...(unit && { q: unit }), limit: 200 },
    Boolean(site ?? unit),
  )
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const rows = (units.data?.entries ?? []).filter((row) => !row.cells.replacedBy && (!unit || row.id === unit))
  const chosen = rows.filter(({ id }) => !left.has(id))
  const toggle = (id: string) =>
    setLeft(left.has(id) ? new Set([...left].filter((one) => one !== id)) : new Set([...left, id]))
  return (
    <div className="labels">
      <header className="bar">
        <h1>
          <Link to="/customers">{say(text('客户与设备', 'Customers and units'))}</Link> /{' '}
          {say(text('打印标签', 'Labels'))}
        </h1>
        <span className="push" />
        <Button type="primary" disabled={chosen.length === 0} onClick={() => window.print()}>
          {say(text(`打印 ${chosen.length} 张`, `Print ${chosen.length}`))}
        </Button>
      </header>
      <div className="choosing">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={say(text('现场', 'Site'))}
          placeholder={say(text('选一个现场', 'Choose a site'))}
          value={site ?? null}
          onChange={(id: string) => go(`/customers/labels?site=${encodeURIComponent(id)}`, { replace: true })}
          options={(sites.data?.entries ?? []).map((row) => ({ value: row.id, label: `${row.name} ${row.id}` }))}
        />
        <Failed of={units} />
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <Checkbox checked={!left.has(row.id)} onChange={() => toggle(row.id)}>
                {row.name} <span className="soft small">{row.id}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
        {units.data && rows.length < units.data.total && !unit && (
          <p className="soft small">
            {say(text('已更换下来的设备不再贴标签。', 'Units that were replaced get no label.'))}
          </p>
        )}
      </div>
      <Sheet rows={chosen} />
    </div>
  )
}

/** As whoever stands before the unit dials it. */
const dialled = (hotline: string): string => phoneShown(hotline).replace(/^\+86/, '0')

function Sheet({ rows }: { rows: readonly Row[] }) {
  const say = useSay()
  const { data } = useLists('')
  if (!data || rows.length === 0)
    return (
      <p className="empty">
        {say(text('选好现场，这里就是要打印的 A4 标签页。', 'Choose a site: here is the A4 sheet then.'))}
      </p>
    )
  const { supplier, hotline, address } = data.label
  return (
    <ol className="sheet" aria-label={say(text('标签页', 'Sheet of labels'))}>
      {rows.map((row) => (
        <li key={row.id} className="label">
          <Qr text={address + labelPath(row.id)} />
          <div>
            <b>{say(supplier)}</b>
            <p className="hotline">{dialled(hotline)}</p>
            <p>{row.name}</p>
            <p className="serial">{row.id}</p>
            <p className="small">
              {say(text('报修：扫码，或拨打上面的电话', 'Fault? Scan, or call the number above'))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
