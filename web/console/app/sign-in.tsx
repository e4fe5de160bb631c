import { useState } from 'react'
import { text } from '../../../shared/kernel/text.ts'
import { otherLanguage } from './outside/memory.ts'
import { ROLES, type Role, signIn } from './outside/session.ts'
import { wayInStore } from './outside/signed-in.ts'
import { useStore } from './outside/store.ts'
import { Button } from './parts/button.tsx'
import { Mark } from './parts/icons.tsx'
import { WithProvider } from './sign-in-provider.tsx'
import { useLanguage, useSay } from './words.ts'

const MEANINGS = {
  dispatcher: text('客服：接听、指派、记录', 'Desk: take calls, assign, record'),
  manager: text('服务经理：批准、免除、全部', 'Service manager: approve, waive, everything'),
  engineer: text('工程师：自己值班表上的报修', 'Engineer: repairs of their own rosters'),
  viewer: text('只读：看得到，不能操作', 'Viewer: sees, and cannot act'),
} as const

/** Whoever is nobody yet, in the way that this place has. */
export function SignIn() {
  const say = useSay()
  const spoken = useLanguage()
  const way = useStore(wayInStore)
  return (
    <main className="sign-in">
      <div className="mark">
        <Mark /> {say(text('承诺', 'Chengnuo'))}
      </div>
      {way === 'role' && <PickRole />}
      {way === 'provider' && <WithProvider />}
      {typeof way === 'object' && (
        <p className="bad" role="alert">
          {way.said}
        </p>
      )}
      <Button look="link" onClick={otherLanguage}>
        {spoken === 'zh-CN' ? 'English' : '中文'}
      </Button>
    </main>
  )
}

/** In the playground a role is picked, and whose name it is recorded under. */
function PickRole() {
  const say = useSay()
  const [subject, setSubject] = useState('')
  const [failed, setFailed] = useState(false)
  const enter = (role: Role) => signIn(role, subject.trim() || DEFAULTS[role]).catch(() => setFailed(true))
  return (
    <>
      <h1>{say(text('以什么身份进入', 'Enter as'))}</h1>
      {ROLES.map((role) => (
        <Button key={role} look="large" onClick={() => enter(role)}>
          {say(MEANINGS[role])}
        </Button>
      ))}
      <label htmlFor="subject">
        {say(text('人员编号（可不填）', 'Id of the person (may stay empty)'))}
        <input
          id="subject"
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
          placeholder="wang-qiang"
        />
      </label>
      {failed && (
        <p className="bad" role="alert">
          {say(text('没有进去，请再试一次。', 'That did not work; please try again.'))}
        </p>
      )}
    </>
  )
}

/** Of the demo directory. */
const DEFAULTS: Readonly<Record<Role, string>> = {
  dispatcher: 'xie-min',
  manager: 'liu-fang',
  engineer: 'wang-qiang',
  viewer: 'viewer',
}
