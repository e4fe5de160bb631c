import type { MouseEvent } from 'react'

const SIZES = { phone: [390, 844], wide: [760, 844] } as const

/** Opens a link in a window as large as a phone, or as a letter; where no window opens, the link leads on by itself. */
export function openPhone(event: MouseEvent, address: string, size: keyof typeof SIZES = 'phone'): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || innerWidth < 720) return
  const [width, height] = SIZES[size]
  const left = Math.max(0, screenX + outerWidth - width - 24)
  // Each link has a window of its own, so that two phones can lie side by side.
  const opened = open(address, address, `popup,width=${width},height=${height},left=${left},top=${screenY + 48}`)
  if (!opened) return
  event.preventDefault()
  opened.focus()
}
