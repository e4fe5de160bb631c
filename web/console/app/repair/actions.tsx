import { Suspense } from 'react'
import type { Repair } from '../data.ts'
import { late } from '../late.tsx'
import { Waiting } from '../parts/waiting.tsx'

/** What forms are made of comes once something is opened: the board does not wait for it. */
const Forms = late(() => import('./forms.tsx'))

export function Actions({ repair }: { repair: Repair }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Forms repair={repair} />
    </Suspense>
  )
}
