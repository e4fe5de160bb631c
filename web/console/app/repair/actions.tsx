import { lazy, Suspense } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { Repair } from '../data.ts'
import { useSay } from '../words.ts'

/** What forms are made of comes once something is opened: the board does not wait for it. */
const Forms = lazy(() => import('./forms.tsx'))

export function Actions({ repair }: { repair: Repair }) {
  const say = useSay()
  return (
    <Suspense fallback={<p className="waiting">{say(text('正在读取…', 'Loading…'))}</p>}>
      <Forms repair={repair} />
    </Suspense>
  )
}
