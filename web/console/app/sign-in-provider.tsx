import { useEffect } from 'react'
import { text } from '../../../shared/kernel/text.ts'
import { onReturn, readSession, signInAddress } from './outside/session.ts'
import { MainLink } from './parts/button.tsx'
import { here } from './router.tsx'
import { useSay } from './words.ts'

/** The deployment's own provider asks who it is. */
export function WithProvider() {
  const say = useSay()
  return (
    <>
      <h1>{say(text('请登录', 'Please sign in'))}</h1>
      <MainLink href={signInAddress(here())}>
        {say(text('用单位账号登录', "Sign in with your organisation's account"))}
      </MainLink>
    </>
  )
}

/** Over the work of somebody whose session has run out. They sign in beside it, and find everything as they left it. */
export function SignInAgain() {
  const say = useSay()
  useEffect(() => onReturn(() => void readSession()), [])
  return (
    <div className="sign-in-again" role="alertdialog" aria-modal="true" aria-labelledby="sign-in-again">
      <main className="sign-in">
        <h1 id="sign-in-again">{say(text('登录已经到期', 'Your session has ended'))}</h1>
        <p>
          {say(
            text(
              '在新打开的页面里重新登录，再回到这里：写了一半的内容还在。',
              'Sign in again on the page that opens, then come back here: what you were writing is still there.',
            ),
          )}
        </p>
        <MainLink autoFocus href={signInAddress('/console/board')} target="_blank">
          {say(text('重新登录', 'Sign in again'))}
        </MainLink>
      </main>
    </div>
  )
}
