import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Problem } from '../parts/problem.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Asked, type Link, type Settings, useLinks, useRevoke, WHOSE } from './data.ts'
import { Panel } from './parts.tsx'

/** Whose links work, and the way to end one. */
export function Links({ people }: Pick<Settings, 'people'>) {
  const say = useSay()
  const [asked, setAsked] = useState<Asked>({ of: 'person', id: '' })
  const [typed, setTyped] = useState('')
  const { data, error } = useLinks(asked)
  return (
    <Panel title={text('还有效的链接', 'Links that work')}>
      <div className="asked">
        <Select
          aria-label={say(text('谁的、哪一单的', 'Whose, or of what'))}
          value={asked.of}
          options={WHOSE.map((of) => ({ value: of, label: say(NAMES[of]) }))}
          onChange={(of) => {
            setAsked({ of, id: '' })
            setTyped('')
          }}
        />
        {asked.of === 'person' ? (
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={say(NAMES.person)}
            placeholder={say(text('选一个人', 'Choose somebody'))}
            value={asked.id || null}
            options={people.map(({ id, name }) => ({ value: id, label: `${name} ${id}` }))}
            onChange={(id) => setAsked({ of: 'person', id: id ?? '' })}
          />
        ) : (
          <Input.Search
            aria-label={say(NAMES[asked.of])}
            placeholder={say(PLACEHOLDERS[asked.of])}
            maxLength={100}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onSearch={(id) => setAsked({ ...asked, id: id.trim() })}
          />
        )}
      </div>
      {error && <Problem error={error} />}
      {data?.length === 0 && <p className="soft">{say(text('没有有效的链接。', 'No link works.'))}</p>}
      <ul className="plain">
        {data?.map((link) => (
          <OneLink key={[link.kind, link.person, link.contact, aboutOf(link), link.feed].join(' ')} link={link} />
        ))}
      </ul>
    </Panel>
  )
}

/** What it leads to; absent: all that somebody has, or a calendar. */
const aboutOf = ({ repair, contract, upgrade, visit, notice }: Link): string | undefined =>
  repair ?? contract ?? upgrade ?? visit ?? notice

function OneLink({ link }: { link: Link }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const revoke = useRevoke()
  const [reason, setReason] = useState<string>()
  const { name, feed, sentAt } = link
  const all = feed === undefined ? text('全部待办', 'all that was asked') : text('日历订阅', 'calendar feed')
  return (
    <li>
      <div className="with-button">
        <span>
          <b>{name}</b> {aboutOf(link) ?? say(all)}
          {sentAt && (
            <span className="soft">
              {' '}
              {say(text('最近发出 ', 'last sent '))}
              {moment(sentAt, DESK_ZONE, nowMs, language)}
            </span>
          )}
        </span>
        {reason === undefined && <Button onClick={() => setReason('')}>{say(text('收回', 'Revoke'))}</Button>}
      </div>
      {reason !== undefined && (
        <div className="asked">
          <Input
            autoFocus
            aria-label={say(text('为什么收回', 'Why'))}
            placeholder={say(text('原因，记入审计', 'Why; it goes on the audit record'))}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button
            type="primary"
            danger
            disabled={!reason.trim()}
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ link, reason: reason.trim() })}
          >
            {say(text('收回', 'Revoke'))}
          </Button>
          <Button onClick={() => setReason(undefined)}>{say(text('不收回', 'Keep it'))}</Button>
        </div>
      )}
      {revoke.error && <Problem error={revoke.error} />}
    </li>
  )
}

const NAMES = {
  person: text('自己人', 'One of ours'),
  contact: text('客户联系人', 'A contact'),
  repair: text('报修单', 'A repair'),
  contract: text('合同', 'A contract'),
} as const
const PLACEHOLDERS = {
  contact: text('联系人编号', 'Id of the contact'),
  repair: text('单号', 'Repair number'),
  contract: text('合同号', 'Id of the contract'),
} as const
