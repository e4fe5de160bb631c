import { useMutation } from '@tanstack/react-query'
import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { type FormEvent, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { call } from '../outside/api.ts'
import { download } from '../outside/download.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { lastDayOf, type Scope } from './period.ts'

interface Asked {
  readonly customer: string
  readonly from: string
  readonly to: string
  readonly format: 'html' | 'xlsx'
  readonly reason: string
}
export type Customers = readonly { readonly value: string; readonly label: string }[]

/** Takes the evidence of a customer and period out, with a reason; who may is the plan's to say. Also checks a pack that was taken out. */
export function Export({
  scope,
  customers,
  mayCheck,
  onClose,
}: {
  scope: Scope
  customers: Customers
  mayCheck: boolean
  onClose: () => void
}) {
  const say = useSay()
  const [asked, setAsked] = useState<Asked>({
    customer: scope.customer ?? customers[0]?.value ?? '',
    from: `${scope.from}-01`,
    to: lastDayOf(scope.to),
    format: 'xlsx',
    reason: '',
  })
  const taking = useMutation({ mutationFn: () => download('/api/evidence', asked, `evidence.${asked.format}`) })
  const send = (event: FormEvent) => {
    event.preventDefault()
    taking.mutate()
  }
  return (
    <Dialog label={say(text('导出证据包', 'Export evidence'))} onClose={onClose}>
      <h2>{say(text('导出证据包', 'Export an evidence pack'))}</h2>
      <p className="soft small note">
        {say(
          text(
            '每一条承诺、到期、结果和证据。数据离开服务部须有权限，导出和拒绝都记入审计记录。',
            'Every promise, when it was due, how it ended, and the proof. Data leave with permission only; exports and refusals are on the audit record.',
          ),
        )}
      </p>
      <form className="export" onSubmit={send}>
        <Fields asked={asked} customers={customers} onChange={(changes) => setAsked({ ...asked, ...changes })} />
        {taking.isError && <Problem error={taking.error} />}
        {taking.data && (
          <Alert type="success" role="status" title={say(text(`已下载 ${taking.data}`, `Downloaded ${taking.data}`))} />
        )}
        <div className="buttons">
          <Button type="primary" htmlType="submit" loading={taking.isPending}>
            {say(text('导出', 'Export'))}
          </Button>
          <Button onClick={onClose}>{say(text('关闭', 'Close'))}</Button>
        </div>
      </form>
      {mayCheck && <Verify />}
    </Dialog>
  )
}

/** For whoever takes none out. */
export function Check({ onClose }: { onClose: () => void }) {
  const say = useSay()
  return (
    <Dialog label={say(CHECK)} onClose={onClose}>
      <h2>{say(CHECK)}</h2>
      <Verify />
      <Button onClick={onClose}>{say(text('关闭', 'Close'))}</Button>
    </Dialog>
  )
}
const CHECK = text('核对证据包', 'Check an evidence pack')

function Fields({
  asked,
  customers,
  onChange: set,
}: {
  asked: Asked
  customers: Customers
  onChange: (changes: Partial<Asked>) => void
}) {
  const say = useSay()
  return (
    <>
      <CustomerField customer={asked.customer} customers={customers} onChange={(customer) => set({ customer })} />
      <DayField
        id="export-from"
        label={say(text('从', 'From'))}
        value={asked.from}
        onChange={(from) => set({ from })}
      />
      <DayField
        id="export-to"
        label={say(text('到（含当天）', 'To (that day included)'))}
        value={asked.to}
        onChange={(to) => set({ to })}
      />
      <div className="named">
        <label htmlFor="export-format">{say(text('格式', 'Format'))}</label>
        <Select
          id="export-format"
          value={asked.format}
          options={[
            { value: 'xlsx', label: say(text('Excel 表格', 'Excel spreadsheet')) },
            { value: 'html', label: say(text('可打印文档', 'Document to print')) },
          ]}
          onChange={(format) => set({ format })}
        />
      </div>
      <div className="named across">
        <label htmlFor="export-reason">
          {say(text('用途（记入审计记录）', 'What for (goes on the audit record)'))}
        </label>
        <Input
          id="export-reason"
          required
          maxLength={1000}
          value={asked.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </div>
    </>
  )
}

function DayField({
  id,
  label,
  value,
  onChange,
}: {
  id: string
  label: string
  value: string
  onChange: (day: string) => void
}) {
  return (
    <div className="named">
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="date" required value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  )
}

/** Picked by name; whoever is shown no names writes the id. */
function CustomerField({
  customer,
  customers,
  onChange,
}: {
  customer: string
  customers: Customers
  onChange: (customer: string) => void
}) {
  const say = useSay()
  return (
    <div className="named">
      <label htmlFor="export-customer">{say(text('客户', 'Customer'))}</label>
      {customers.length > 0 ? (
        <Select
          id="export-customer"
          value={customer}
          options={[...customers]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={onChange}
        />
      ) : (
        <Input id="export-customer" required value={customer} onChange={({ target }) => onChange(target.value)} />
      )}
    </div>
  )
}

/** Whether the ledger still says what a pack said. */
function Verify() {
  const say = useSay()
  const [pack, setPack] = useState('')
  const verifying = useMutation({
    mutationFn: () => call('POST /api/evidence/verify', { body: { pack: pack.trim() } }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    verifying.mutate()
  }
  return (
    <form className="export verify" onSubmit={send}>
      <div className="named across">
        <label htmlFor="export-pack">
          {say(text('核对一份证据包：台账今天还是这样说吗？', 'Check a pack: does the ledger still say the same?'))}
        </label>
        <Input
          id="export-pack"
          required
          placeholder="EP-20261120T021300000-3fa9c1"
          value={pack}
          onChange={({ target }) => setPack(target.value)}
        />
      </div>
      {verifying.isError && <Problem error={verifying.error} />}
      {verifying.data && (
        <Alert
          type={verifying.data.same ? 'success' : 'error'}
          role="status"
          title={
            verifying.data.same
              ? say(
                  text(
                    `一致：${verifying.data.lines} 条，未被改动`,
                    `The same: ${verifying.data.lines} lines, unchanged`,
                  ),
                )
              : say(
                  text(
                    '不一致：导出之后台账变了。用原文件核对（npm run evidence -- verify）可指出哪一条。',
                    'Not the same: the ledger has changed since. Checking the file itself (npm run evidence -- verify) names the line.',
                  ),
                )
          }
        />
      )}
      <div className="buttons">
        <Button htmlType="submit" loading={verifying.isPending}>
          {say(text('核对', 'Check'))}
        </Button>
      </div>
    </form>
  )
}
