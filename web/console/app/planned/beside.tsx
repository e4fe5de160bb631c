import { Fragment, type ReactNode } from 'react'
import { useKeys } from '../parts/keys.tsx'
import { narrow, usePlace } from '../router.tsx'

/** Which of a part's list is open beside it, as the address says, and another to open; none closes it. */
export function useOpened(part: string) {
  const { query } = usePlace()
  const show = (id: string | undefined) => narrow(`planned/${part}`, query, { open: id })
  return [query.get('open') ?? undefined, show] as const
}

interface Props {
  readonly open: string | undefined
  readonly drawer: (id: string) => ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A list, and what is open of it beside it; Escape closes that. */
export function Beside({ open, drawer, onClose, children }: Props) {
  useKeys({ Escape: onClose })
  return (
    <div className={open ? 'visits with-drawer' : 'visits'}>
      <div className="page">{children}</div>
      {open && <Fragment key={open}>{drawer(open)}</Fragment>}
    </div>
  )
}
