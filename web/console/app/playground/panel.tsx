import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { Icon } from '../parts/icons.tsx'
import { useSay } from '../words.ts'
import { Clock } from './clock.tsx'
import { usePhones } from './data.ts'
import Morning from './morning.tsx'
import { Mailboxes, Phones } from './phones.tsx'
import { Telephone } from './telephone.tsx'
import { useUnread } from './unread.ts'

const TABS = {
  phones: { name: text('手机', 'Phones'), page: Phones, kind: 'sms' },
  mail: { name: text('邮箱', 'Mailbox'), page: Mailboxes, kind: 'email' },
  call: { name: text('打热线', 'Call the hotline'), page: Telephone, kind: undefined },
} as const
type Tab = keyof typeof TABS

/** The clock, everybody's phone and mailbox, and a telephone to call the hotline with. */
export function Panel({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [tab, setTab] = useState<Tab>('phones')
  const isUnread = useUnread()
  const unread = usePhones().data?.messages.filter(isUnread) ?? []
  const Page = TABS[tab].page
  return (
    <>
      <header>
        <h2>{say(text('演练场', 'Playground'))}</h2>
        <Button
          type="text"
          className="push"
          aria-label={say(text('收起演练场', 'Close the playground'))}
          icon={<Icon name="close" />}
          onClick={onClose}
        />
      </header>
      <Clock />
      <Morning />
      <div className="switch" role="tablist">
        {(Object.keys(TABS) as Tab[]).map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => setTab(one)}>
            {say(TABS[one].name)}
            <Unread count={unread.filter(({ kind }) => kind === TABS[one].kind).length} />
          </button>
        ))}
      </div>
      <div className="body" role="tabpanel">
        <Page />
      </div>
    </>
  )
}

/** What came while another of them was in front. */
const Unread = ({ count }: { count: number }) => (count > 0 ? <b className="n">{count}</b> : null)
