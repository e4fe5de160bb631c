import { Suspense, useEffect, useState } from 'react'
import type { Text } from '../../../../shared/kernel/text.ts'
import { usePlace } from '../router.tsx'
import { withAnt } from '../with-ant.tsx'

const Palette = withAnt(() => import('./palette.tsx'))

/** `Ctrl` `K` opens it from anywhere, also while somebody types. */
export function PaletteKey({ rooms }: { rooms: readonly { readonly room: string; readonly name: Text }[] }) {
  const [isOpen, setOpen] = useState(false)
  const { room, id, query } = usePlace()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (!document.querySelector('dialog[open]')) setOpen(true)
    }
    // Before forms, which keep their keys to themselves.
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [])
  if (!isOpen) return null
  const open = room === 'repairs' ? id : room === 'board' ? (query.get('open') ?? undefined) : undefined
  return (
    <Suspense>
      <Palette rooms={rooms} open={open} onClose={() => setOpen(false)} />
    </Suspense>
  )
}
