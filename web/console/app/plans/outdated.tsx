import Alert from 'antd/es/alert'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { type FormEvent, useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import type { Schemas } from '../../generated/api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, Problem } from '../parts/problem.tsx'
import { useLanguage, useSay } from '../words.ts'
import { ChangeList } from './changes.tsx'
import { type Move, useMove, useOutdated } from './data.ts'

type Version = Schemas['OutdatedContracts']['versions'][number]
type Contract = Version['contracts'][number]

/** Contracts that keep an older version; a manager agrees the latest with the customer, and moves them one by one. */
export function Outdated() {
  const say = useSay()
  const language = useLanguage()
  const outdated = useOutdated()
  const [moving, setMoving] = useState<{ readonly version: Version; readonly contract: Contract }>()
  const versions = outdated.data ?? []
  if (outdated.isError) return <Failed of={outdated} />
  if (versions.length === 0) return null
  return (
    <section className="panel outdated">
      <header>
        <h2>{say(text('还在旧版上的合同', 'Contracts on an older version'))}</h2>
        <span className="soft small">
          {say(text('与客户谈妥后逐份改到新版', 'agree it with the customer, then move them one by one'))}
        </span>
      </header>
      <ul>
        {versions.map((version) => (
          <li key={`${version.plan} ${version.version}`}>
            <span>
              <b>{version.plan}</b> {inLanguage(version.title, language)}{' '}
              <span className="soft">
                {say(
                  text(
                    `第 ${version.version} 版 → 第 ${version.latest} 版`,
                    `version ${version.version} → ${version.latest}`,
                  ),
                )}{' '}
                · {effectsOf(version, say)}
              </span>
            </span>
            <span className="those">
              {version.contracts.map((contract) => (
                <Button key={contract.id} size="small" onClick={() => setMoving({ version, contract })}>
                  {contract.id} {contract.name}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {moving && <Moving {...moving} onClose={() => setMoving(undefined)} />}
    </section>
  )
}

const effectsOf = ({ changes }: Version, say: ReturnType<typeof useSay>): string => {
  const count = (effect: 'better' | 'worse') => changes.filter((change) => change.effect === effect).length
  return say(
    text(
      `更有利 ${count('better')} 处，更不利 ${count('worse')} 处`,
      `${count('better')} better, ${count('worse')} worse`,
    ),
  )
}

const HOWS = [
  { value: 'phone', name: text('电话', 'by phone') },
  { value: 'message', name: text('短信或聊天', 'by message') },
  { value: 'email', name: text('邮件', 'by e-mail') },
  { value: 'inPerson', name: text('当面', 'in person') },
  { value: 'paper', name: text('书面签字', 'signed on paper') },
] as const

function Moving({ version, contract, onClose }: { version: Version; contract: Contract; onClose: () => void }) {
  const say = useSay()
  const move = useMove(contract.id)
  const [reason, setReason] = useState('')
  const [agreedBy, setAgreedBy] = useState('')
  const [how, setHow] = useState<Move['how']>('phone')
  const isWorse = version.changes.some(({ effect }) => effect === 'worse')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const agreed = agreedBy.trim() && how ? { agreedBy: agreedBy.trim(), how } : {}
    move.mutate({ planVersion: version.latest, reason, ...agreed })
  }
  const title = say(
    text(`${contract.id} 改到第 ${version.latest} 版`, `Move ${contract.id} to version ${version.latest}`),
  )
  return (
    <Dialog label={title} onClose={onClose}>
      <h2>{title}</h2>
      <p className="soft small note">
        {contract.name} ·{' '}
        {say(
          text(
            '此后的报修按新版，未关闭的不变；记入审计记录。',
            'What is reported from now on is under it, open repairs keep theirs; it is on the audit record.',
          ),
        )}
      </p>
      <div className="all">
        <ChangeList changes={version.changes} />
      </div>
      <form className="export" onSubmit={send}>
        <div className="named across">
          <label htmlFor="move-reason">{say(text('原因', 'Why'))}</label>
          <Input
            id="move-reason"
            required
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <Agreed isNeeded={isWorse} by={agreedBy} how={how} onBy={setAgreedBy} onHow={setHow} />
        {move.isError && <Problem error={move.error} />}
        {move.isSuccess && <Alert type="success" role="status" title={say(text('已改到新版', 'Moved'))} />}
        <div className="buttons">
          {!move.isSuccess && (
            <Button type="primary" htmlType="submit" loading={move.isPending}>
              {say(text('改到新版', 'Move'))}
            </Button>
          )}
          <Button onClick={onClose}>{say(text('关闭', 'Close'))}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Who of the customer agreed, and how they said so. */
function Agreed({
  isNeeded,
  by,
  how,
  onBy,
  onHow,
}: {
  isNeeded: boolean
  by: string
  how: Move['how']
  onBy: (by: string) => void
  onHow: (how: Move['how']) => void
}) {
  const say = useSay()
  return (
    <>
      <div className="named">
        <label htmlFor="move-agreed">
          {say(text('客户方谁同意', 'Who of theirs agreed'))}
          {!isNeeded && <span className="soft"> {say(text('（可不填）', '(may be left out)'))}</span>}
        </label>
        <Input
          id="move-agreed"
          required={isNeeded}
          maxLength={200}
          value={by}
          onChange={({ target }) => onBy(target.value)}
        />
      </div>
      <div className="named">
        <label htmlFor="move-how">{say(text('怎么说的', 'How they said so'))}</label>
        <Select
          id="move-how"
          value={how}
          options={HOWS.map(({ value, name }) => ({ value, label: say(name) }))}
          onChange={onHow}
        />
      </div>
    </>
  )
}
